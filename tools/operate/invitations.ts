import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { digest } from "../../src/aws/sign-up-rows.ts";
import { type Table, toItem } from "../../src/aws/table.ts";
import { chooseGreetingName } from "../../src/rules/mail/greeting-name.ts";
import { expireAfterDays } from "../../src/rules/people/keys.ts";
import { mailboxOf, parseMailAddress } from "../../src/rules/sign-up/mail-address.ts";
import { type Invitation, invitationKey, isOpenInvitation } from "../../src/rules/sign-up/sign-up-invitation.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { scanRows } from "./partition.ts";

type StageTable = { stage: string; table: Table };
type Print = (line: string) => void;
type InvitationInput = {
  email: string;
  name?: string | undefined;
  inviter?: string | undefined;
  days: number;
  now: number;
};

const readMailbox = (email: string): string => {
  const address = parseMailAddress(email);
  if (!address) throw new SettingsError(`${email} is not an email address that can sign up.`);
  return mailboxOf(address);
};

/** @throws SettingsError for an invalid address, name or inviter */
export const newInvitation = ({ email, name, inviter, days, now }: InvitationInput): Invitation => {
  const greeting = name === undefined ? undefined : chooseGreetingName({ given_name: name });
  if (name !== undefined && greeting === undefined)
    throw new SettingsError(
      `--name ${name} cannot be used in a greeting. Write at most 40 letters, spaces, hyphens and apostrophes, or omit --name.`,
    );
  if (inviter !== undefined && !/^[^\p{C}]{1,100}$/u.test(inviter))
    throw new SettingsError("--inviter is too long or has several lines. Write at most 100 characters on one line.");
  return {
    email: readMailbox(email),
    ...(greeting !== undefined && { name: greeting }),
    ...(inviter !== undefined && { inviter }),
    invitedAt: now,
    expiresAt: expireAfterDays(now, days),
  };
};

/** Writes an invitation and replaces an earlier one of the mailbox. */
export const saveInvitation =
  ({ client, name }: Table) =>
  async (invitation: Invitation): Promise<void> => {
    const key = invitationKey(digest(invitation.email));
    await client.send(new PutItemCommand({ TableName: name, Item: toItem({ ...key, ...invitation }) }));
  };

/** @returns false if there was no invitation */
export const deleteInvitation =
  ({ client, name }: Table) =>
  async (email: string): Promise<boolean> => {
    const Key = toItem(invitationKey(digest(readMailbox(email))));
    const { Attributes } = await client.send(new DeleteItemCommand({ TableName: name, Key, ReturnValues: "ALL_OLD" }));
    return Attributes !== undefined;
  };

/** All open invitations, the earliest expiry first. */
export const findOpenInvitations = async (table: Table, now: number): Promise<Invitation[]> => {
  const invitations = await scanRows<Invitation>(table, {
    FilterExpression: "begins_with(pk, :invite)",
    ExpressionAttributeValues: toItem({ ":invite": invitationKey("").pk }),
  });
  return invitations.filter((one) => isOpenInvitation(one, now)).sort((one, other) => one.expiresAt - other.expiresAt);
};

const formatDay = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 10);

/** Prints the open invitations. */
export const listInvitations = async ({ stage, table }: StageTable, print: Print): Promise<void> => {
  const open = await findOpenInvitations(table, Date.now());
  for (const { email, name = "", inviter = "", expiresAt } of open)
    print(`${email}\tuntil ${formatDay(expiresAt)}\t${name}\t${inviter}`.trimEnd());
  print(`${open.length} invitations are open on stage ${stage}.`);
};

export const revokeInvitation = async ({ stage, table }: StageTable, email: string, print: Print): Promise<void> =>
  print(
    (await deleteInvitation(table)(email))
      ? `The invitation of ${email} on stage ${stage} is revoked.`
      : `${email} has no invitation on stage ${stage}.`,
  );

export const inviteMailbox = async (
  { stage, table }: StageTable,
  input: Omit<InvitationInput, "now">,
  print: Print,
): Promise<void> => {
  const invitation = newInvitation({ ...input, now: Date.now() });
  await saveInvitation(table)(invitation);
  print(`${invitation.email} may sign up on stage ${stage} until ${formatDay(invitation.expiresAt)}.`);
};
