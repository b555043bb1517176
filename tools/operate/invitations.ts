import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { digest } from "../../src/aws/sign-up-rows.ts";
import { type Table, toItem } from "../../src/aws/table.ts";
import { chooseGreetingName } from "../../src/rules/mail/greeting-name.ts";
import { mailboxOf, parseMailAddress } from "../../src/rules/sign-up/mail-address.ts";
import { type Invitation, invitationKey, isOpenInvitation } from "../../src/rules/sign-up/sign-up-invitation.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { scanRows } from "./partition.ts";

type Where = { stage: string; table: Table };
type Print = (line: string) => void;
type Given = { email: string; name?: string | undefined; inviter?: string | undefined; days: number; now: number };

const readMailbox = (email: string): string => {
  const address = parseMailAddress(email);
  if (!address) throw new SettingsError(`${email} is no mail address that can sign up.`);
  return mailboxOf(address);
};

/** An invitation as it is stored. @throws SettingsError that says what is wrong with it. */
export const invitationOf = ({ email, name, inviter, days, now }: Given): Invitation => {
  const greeting = name === undefined ? undefined : chooseGreetingName({ given_name: name });
  if (name !== undefined && greeting === undefined)
    throw new SettingsError(
      `--name ${name}: a mail greets by at most 40 letters, spaces, hyphens and apostrophes. Leave it out, or write it so.`,
    );
  if (inviter !== undefined && !/^[^\p{C}]{1,100}$/u.test(inviter))
    throw new SettingsError("--inviter: at most 100 characters in one line.");
  return {
    email: readMailbox(email),
    ...(greeting !== undefined && { name: greeting }),
    ...(inviter !== undefined && { inviter }),
    invitedAt: now,
    expiresAt: Math.floor(now / 1_000) + days * 86_400,
  };
};

/** Writes an invitation in place of one that the mailbox may have. */
export const invite =
  ({ client, name }: Table) =>
  async (invitation: Invitation): Promise<void> => {
    const key = invitationKey(digest(invitation.email));
    await client.send(new PutItemCommand({ TableName: name, Item: toItem({ ...key, ...invitation }) }));
  };

/** Takes an invitation back; false when there was none. */
export const revoke =
  ({ client, name }: Table) =>
  async (email: string): Promise<boolean> => {
    const Key = toItem(invitationKey(digest(readMailbox(email))));
    const { Attributes } = await client.send(new DeleteItemCommand({ TableName: name, Key, ReturnValues: "ALL_OLD" }));
    return Attributes !== undefined;
  };

/** All invitations that hold, those that end first before others. */
export const openInvitations = async (table: Table, now: number): Promise<Invitation[]> => {
  const invitations = await scanRows<Invitation>(table, {
    FilterExpression: "begins_with(pk, :invite)",
    ExpressionAttributeValues: toItem({ ":invite": "INVITE#" }),
  });
  return invitations.filter((one) => isOpenInvitation(one, now)).sort((one, other) => one.expiresAt - other.expiresAt);
};

const day = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 10);

/** Says which invitations hold. */
export const listInvitations = async ({ stage, table }: Where, print: Print): Promise<void> => {
  const open = await openInvitations(table, Date.now());
  for (const { email, name = "", inviter = "", expiresAt } of open)
    print(`${email}\tuntil ${day(expiresAt)}\t${name}\t${inviter}`.trimEnd());
  print(`${open.length} invitations are open on stage ${stage}.`);
};

/** Takes the invitation of a mailbox back. */
export const takeInvitationBack = async ({ stage, table }: Where, email: string, print: Print): Promise<void> =>
  print(
    (await revoke(table)(email))
      ? `The invitation of ${email} on stage ${stage} is taken back.`
      : `${email} was not invited on stage ${stage}.`,
  );

/** Lets a mailbox sign up. */
export const inviteMailbox = async (
  { stage, table }: Where,
  given: Omit<Given, "now">,
  print: Print,
): Promise<void> => {
  const invitation = invitationOf({ ...given, now: Date.now() });
  await invite(table)(invitation);
  print(`${invitation.email} may sign up on stage ${stage} until ${day(invitation.expiresAt)}.`);
};
