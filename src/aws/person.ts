import {
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  type Update,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { profileKey } from "../rules/keys.ts";
import type { MailStatus } from "../rules/mail-feedback.ts";
import type { KnownEmails, Owed } from "../rules/owed.ts";
import type { Profile } from "../rules/profile.ts";
import type { SignIn } from "../rules/sign-in.ts";
import { item, type Table } from "./table.ts";
import { transact } from "./transaction.ts";

export type ProfileRow = Profile & {
  createdAt: number;
  confirmedAt?: number;
  /** Roles, tenant, plan: written by the server side only. */
  claims?: Record<string, unknown>;
  /** The address as it was when a password was reset, if that is not yet known as a change of address. */
  latestEmail?: string;
  /** The address before its last change, for `forget` and for notices that do not carry theirs. */
  previousEmail?: string;
  /** An address that refused mail; of no weight once the person has another one. */
  mailStatus?: MailStatus;
};

/** The user's PROFILE row; undefined when there is none. A consistent read costs twice and sees what was just written. */
export const readProfile =
  ({ client, name }: Table, { consistent }: { consistent: boolean }) =>
  async (sub: string, signal: AbortSignal): Promise<ProfileRow | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: name, Key: item(profileKey(sub)), ConsistentRead: consistent }),
      { abortSignal: signal },
    );
    return Item && (unmarshall(Item) as ProfileRow);
  };

/** Writes what is missing of a PROFILE row and keeps what is there: repeats and late repairs change nothing. */
export const saveProfile =
  (table: Table) =>
  async (sub: string, profile: ProfileRow, signal: AbortSignal): Promise<void> => {
    await table.client.send(new UpdateItemCommand(fillProfile(table, sub, profile)), { abortSignal: signal });
  };

/** The PROFILE row and the mail owed for it in one transaction. Done before: resolves, and nothing changes. */
export const saveProfileAndMail =
  (table: Table) =>
  async (sub: string, profile: ProfileRow, owed: Owed, signal: AbortSignal): Promise<void> => {
    await transact(table, [{ Update: fillProfile(table, sub, profile) }, ...owedItems(table, owed)], signal);
  };

/**
 * The PROFILE row and the welcome of a sign-up that nothing could write down at its time. False where the row knows of the
 * confirmation or the mail was owed already: then nothing changes.
 */
export const saveMissedSignUp =
  (table: Table) =>
  (sub: string, profile: ProfileRow, owed: Owed, signal: AbortSignal): Promise<boolean> => {
    const update = { ...fillProfile(table, sub, profile), ConditionExpression: "attribute_not_exists(confirmedAt)" };
    return transact(table, [{ Update: update }, ...owedItems(table, owed)], signal);
  };

/** `known` is what the row said; where that has an address `to`, too, it is proven now, and lets go of a later one. */
export type AddressChange = { known: KnownEmails; to: string };

const ofAddresses = ["email", "emailVerified", "latestEmail"] as const;

/**
 * The new address in place of the old one, and the mails owed for it. The row must say of addresses what was read, for it
 * may have been read late, and whom to tell was decided by it. Changed by another in the meantime: resolves.
 */
export const saveAddress =
  (table: Table) =>
  async (sub: string, { known, to }: AddressChange, owed: readonly Owed[], signal: AbortSignal): Promise<void> => {
    const previousEmail = owed.at(-1)?.mail.leftEmail;
    const told = previousEmail === undefined ? "" : ", previousEmail = :previous";
    const asRead = ofAddresses.map((field) =>
      known[field] === undefined ? `attribute_not_exists(${field})` : `${field} = :${field}`,
    );
    const update = {
      TableName: table.name,
      Key: item(profileKey(sub)),
      UpdateExpression: `SET email = :to, emailVerified = :yes${told} REMOVE latestEmail`,
      ConditionExpression: ["attribute_exists(pk)", ...asRead].join(" AND "),
      ExpressionAttributeValues: item({
        ...Object.fromEntries(ofAddresses.map((field) => [`:${field}`, known[field]])),
        ":to": to,
        ":yes": true,
        ":previous": previousEmail,
      }),
    };
    await transact(table, [{ Update: update }, ...owed.flatMap((one) => owedItems(table, one))], signal);
  };

/** One sign-in: a single small put whose key makes repeats the same row. */
export const saveSignIn =
  ({ client, name }: Table) =>
  async (signIn: SignIn, signal: AbortSignal): Promise<void> => {
    await client.send(new PutItemCommand({ TableName: name, Item: item(signIn) }), { abortSignal: signal });
  };

/** One sign-in and the mail owed for it in one transaction; where that mail was owed already, the sign-in alone. */
export const saveSignInAndMail =
  (table: Table) =>
  async (signIn: SignIn, owed: Owed, signal: AbortSignal): Promise<void> => {
    const put = { Put: { TableName: table.name, Item: item(signIn) } };
    if (!(await transact(table, [put, ...owedItems(table, owed)], signal))) await saveSignIn(table)(signIn, signal);
  };

/** What is newer than the row, whatever that says. */
const always = ["latestEmail"];

const fillProfile = ({ name }: Table, sub: string, profile: ProfileRow) => {
  const fields = Object.entries(profile).filter(([, value]) => value !== undefined);
  const kept = (field: string, index: number) =>
    always.includes(field) ? `#f${index} = :f${index}` : `#f${index} = if_not_exists(#f${index}, :f${index})`;
  return {
    TableName: name,
    Key: item(profileKey(sub)),
    UpdateExpression: `SET ${fields.map(([field], index) => kept(field, index)).join(", ")}`,
    ExpressionAttributeNames: Object.fromEntries(fields.map(([field], index) => [`#f${index}`, field])),
    ExpressionAttributeValues: item(Object.fromEntries(fields.map(([, value], index) => [`:f${index}`, value]))),
  } satisfies Update;
};

const absent = { ConditionExpression: "attribute_not_exists(pk)" };

const owedItems = ({ name }: Table, { mail, unless = [] }: Owed): TransactWriteItem[] => [
  { Put: { TableName: name, Item: item(mail), ...absent } },
  ...unless.map((key) => ({ ConditionCheck: { TableName: name, Key: item(key), ...absent } })),
];
