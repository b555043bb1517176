import {
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  type Update,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { KnownEmails, OwedMailWrite } from "../rules/mail/owed.ts";
import { profileKey } from "../rules/people/keys.ts";
import type { ProfileRow } from "../rules/people/profile.ts";
import type { ProfileRows, SignInRows } from "../rules/people/rows.ts";
import { type Table, toItem } from "./table.ts";
import { transact } from "./transaction.ts";

/** Undefined if there is no PROFILE row. A consistent read costs twice as much and sees the latest writes. */
export const readProfile =
  ({ client, name }: Table, { consistent }: { consistent: boolean }) =>
  async (sub: string, signal: AbortSignal): Promise<ProfileRow | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: name, Key: toItem(profileKey(sub)), ConsistentRead: consistent }),
      { abortSignal: signal },
    );
    return Item && (unmarshall(Item) as ProfileRow);
  };

/**
 * Fills in a PROFILE row, in one transaction with the mail that is owed for it. Existing fields are kept, so repeats
 * and late repairs change nothing. If the mail was owed already, it resolves and nothing changes.
 */
export const saveProfile =
  (table: Table) =>
  async ({ sub, profile, owed }: ProfileRows, signal: AbortSignal): Promise<void> => {
    const update = buildProfileUpdate(table, sub, profile);
    if (owed) await transact(table, [{ Update: update }, ...buildOwedMailWrites(table, owed)], signal);
    else await table.client.send(new UpdateItemCommand(update), { abortSignal: signal });
  };

/**
 * The same for a sign-up that could not be written at the time. False if the row is already confirmed or the mail was
 * owed already; then nothing changes.
 */
export const saveMissedSignUp =
  (table: Table) =>
  ({ sub, profile, owed }: ProfileRows, signal: AbortSignal): Promise<boolean> => {
    const update = {
      ...buildProfileUpdate(table, sub, profile),
      ConditionExpression: "attribute_not_exists(confirmedAt)",
    };
    return transact(table, [{ Update: update }, ...(owed ? buildOwedMailWrites(table, owed) : [])], signal);
  };

/**
 * A change from the known addresses to the verified address `to`. `previousEmail` is the last verified address before
 * it. If it is undefined, the row keeps its own.
 */
export type AddressChange = { known: KnownEmails; to: string; previousEmail: string | undefined };

const addressFields = ["email", "emailVerified", "latestEmail"] as const;

/**
 * Replaces the address and writes the mails owed for it. The condition requires the addresses that were read, because
 * the read may be stale and the recipients depend on it. Resolves also if another invocation changed the row.
 */
export const saveAddress =
  (table: Table) =>
  async (
    sub: string,
    { known, to, previousEmail }: AddressChange,
    owed: readonly OwedMailWrite[],
    signal: AbortSignal,
  ): Promise<void> => {
    const setPrevious = previousEmail === undefined ? "" : ", previousEmail = :previous";
    const asRead = addressFields.map((field) =>
      known[field] === undefined ? `attribute_not_exists(${field})` : `${field} = :${field}`,
    );
    const update = {
      TableName: table.name,
      Key: toItem(profileKey(sub)),
      UpdateExpression: `SET email = :to, emailVerified = :yes${setPrevious} REMOVE latestEmail`,
      ConditionExpression: ["attribute_exists(pk)", ...asRead].join(" AND "),
      ExpressionAttributeValues: toItem({
        ...Object.fromEntries(addressFields.map((field) => [`:${field}`, known[field]])),
        ":to": to,
        ":yes": true,
        ":previous": previousEmail,
      }),
    };
    await transact(table, [{ Update: update }, ...owed.flatMap((one) => buildOwedMailWrites(table, one))], signal);
  };

/**
 * Puts one sign-in, in one transaction with the mail that is owed for it. Repeats have the same key. If the mail was
 * owed already, only the sign-in is written.
 */
export const saveSignIn =
  (table: Table) =>
  async ({ signIn, owed }: SignInRows, signal: AbortSignal): Promise<void> => {
    const put = { TableName: table.name, Item: toItem(signIn) };
    if (owed && (await transact(table, [{ Put: put }, ...buildOwedMailWrites(table, owed)], signal))) return;
    await table.client.send(new PutItemCommand(put), { abortSignal: signal });
  };

const overwrittenFields = ["latestEmail"];

const buildProfileUpdate = ({ name }: Table, sub: string, profile: ProfileRow) => {
  const fields = Object.entries(profile).filter(([, value]) => value !== undefined);
  const assign = (field: string, index: number) =>
    overwrittenFields.includes(field)
      ? `#f${index} = :f${index}`
      : `#f${index} = if_not_exists(#f${index}, :f${index})`;
  return {
    TableName: name,
    Key: toItem(profileKey(sub)),
    UpdateExpression: `SET ${fields.map(([field], index) => assign(field, index)).join(", ")}`,
    ExpressionAttributeNames: Object.fromEntries(fields.map(([field], index) => [`#f${index}`, field])),
    ExpressionAttributeValues: toItem(Object.fromEntries(fields.map(([, value], index) => [`:f${index}`, value]))),
  } satisfies Update;
};

const ifAbsent = { ConditionExpression: "attribute_not_exists(pk)" };

const buildOwedMailWrites = ({ name }: Table, { mail, unless = [] }: OwedMailWrite): TransactWriteItem[] => [
  { Put: { TableName: name, Item: toItem(mail), ...ifAbsent } },
  ...unless.map((key) => ({ ConditionCheck: { TableName: name, Key: toItem(key), ...ifAbsent } })),
];
