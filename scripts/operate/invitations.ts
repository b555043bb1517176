import { DeleteItemCommand, PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { digest } from "../../src/aws/sign-up-rows.ts";
import { item, type Table } from "../../src/aws/table.ts";
import { SettingsError } from "../../src/errors.ts";
import { greetingName } from "../../src/rules/greeting-name.ts";
import { mailAddress, mailbox } from "../../src/rules/mail-address.ts";
import { type Invitation, invitationKey, isOpen } from "../../src/rules/sign-up-invitation.ts";
import type { Pace } from "./pace.ts";

/** Days. */
const longest = 365;

type Given = { email: string; name?: string | undefined; inviter?: string | undefined; days: string; now: number };

const mailboxOf = (email: string): string => {
  const address = mailAddress(email);
  if (!address) throw new SettingsError(`${email} is no mail address that can sign up.`);
  return mailbox(address);
};

/** An invitation as it is stored. @throws SettingsError that says what is wrong with it. */
export const invitationOf = ({ email, name, inviter, days, now }: Given): Invitation => {
  const count = /^\d{1,3}$/.test(days) ? Number(days) : 0;
  if (count < 1 || count > longest) throw new SettingsError(`--days ${days}: say 1 to ${longest}.`);
  const greeting = name === undefined ? undefined : greetingName({ given_name: name });
  if (name !== undefined && greeting === undefined)
    throw new SettingsError(
      `--name ${name}: a mail greets by at most 40 letters, spaces, hyphens and apostrophes. Leave it out, or write it so.`,
    );
  if (inviter !== undefined && !/^[^\p{C}]{1,100}$/u.test(inviter))
    throw new SettingsError("--inviter: at most 100 characters in one line.");
  return {
    email: mailboxOf(email),
    ...(greeting !== undefined && { name: greeting }),
    ...(inviter !== undefined && { inviter }),
    invitedAt: now,
    expiresAt: Math.floor(now / 1_000) + count * 86_400,
  };
};

/** Writes an invitation in place of one that the mailbox may have. */
export const invite =
  ({ client, name }: Table) =>
  async (invitation: Invitation): Promise<void> => {
    const key = invitationKey(digest(invitation.email));
    await client.send(new PutItemCommand({ TableName: name, Item: item({ ...key, ...invitation }) }));
  };

/** Takes an invitation back; false when there was none. */
export const revoke =
  ({ client, name }: Table) =>
  async (email: string): Promise<boolean> => {
    const Key = item(invitationKey(digest(mailboxOf(email))));
    const { Attributes } = await client.send(new DeleteItemCommand({ TableName: name, Key, ReturnValues: "ALL_OLD" }));
    return Attributes !== undefined;
  };

/** All invitations that hold, those that end first before others. Reads the whole table, so at a pace. */
export const openInvitations = async ({ client, name }: Table, pace: Pace, now: number): Promise<Invitation[]> => {
  const found: Invitation[] = [];
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      FilterExpression: "begins_with(pk, :invite)",
      ExpressionAttributeValues: item({ ":invite": "INVITE#" }),
    },
  );
  await pace();
  for await (const { Items = [] } of pages) {
    found.push(...Items.map((row) => unmarshall(row) as Invitation));
    await pace();
  }
  return found.filter((one) => isOpen(one, now)).sort((one, other) => one.expiresAt - other.expiresAt);
};
