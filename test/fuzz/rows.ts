import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { languageTags } from "../../src/templates/compiled/words/tags.ts";
import type { Call, Item, Stored } from "./world.ts";

/** A row that a call writes, as DynamoDB would store it. */
export type Row = { key: Item; fields: Item; kind: "put" | "update" | "check" };

type Input = Record<string, unknown> & {
  TransactItems?: Array<Record<string, Input>>;
  Item?: Item;
  Key?: Item;
  UpdateExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Item;
};

const rowOf = ({ Item: { pk, sk, ...fields } = {}, Key, UpdateExpression, ...rest }: Input): Row => {
  if (!Key) return { key: { pk, sk } as Item, fields, kind: "put" };
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = rest;
  const written = [...(UpdateExpression ?? "").matchAll(/([#\w]+) = (?:if_not_exists\(\S+ (:\w+)\)|(:\w+))/g)].map(
    ([, name = "", kept, set]) => [names[name] ?? name, values[kept ?? set ?? ""] ?? {}] as const,
  );
  return { key: Key, fields: Object.fromEntries(written), kind: UpdateExpression ? "update" : "check" };
};

/** All rows that the calls write or check. */
export const listWrittenRows = (calls: readonly Call[]): Row[] =>
  calls.flatMap(({ input }) => {
    const { TransactItems, ...one } = input as Input;
    if (TransactItems) return TransactItems.flatMap((part) => Object.values(part).map(rowOf));
    return "Item" in one || "UpdateExpression" in one ? [rowOf(one)] : [];
  });

/** The requests to ensureProfile among the calls. */
export const listRepairs = (calls: readonly Call[]): Array<Record<string, unknown>> =>
  calls
    .filter(({ input }) => "InvocationType" in input)
    .map(({ input }) => JSON.parse(String(Buffer.from(input["Payload"] as Uint8Array))));

/** An own attribute that is a string, as the table may store it. */
export const textOf = ({ request }: CognitoEvent, name: string): string | undefined => {
  const attributes = request?.userAttributes;
  const value = attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return typeof value === "string" && value !== "" ? value.slice(0, 2_048).toWellFormed() : undefined;
};

/** Whether every string in a stored value is well-formed and not too long. */
const isSound = (item: Item): boolean => {
  for (const name in item)
    for (const type in item[name]) {
      const held = item[name][type];
      if (type === "S" && ((held as string).length > 2_100 || !(held as string).isWellFormed())) return false;
      if (type === "M" && !isSound(held as Item)) return false;
      if (type === "L" && !(held as Stored[]).every((value) => isSound({ value }))) return false;
    }
  return true;
};

/** The sources of a profile's fields. "claims" must not be a field. */
const copies: Record<string, string[]> = {
  email: ["email"],
  latestEmail: ["email"],
  name: ["name"],
  givenName: ["given_name"],
  locale: ["locale", "custom:locale"],
  phoneNumber: ["phone_number"],
};
const others = ["userName", "emailVerified", "provider", "clientId", "attributes", "createdAt"];

/** Everything wrong with the PROFILE row for an event. */
export const findProfileProblems = ({ fields }: Row, event: CognitoEvent, more: readonly string[]): string[] => {
  const known = [...Object.keys(copies).filter((field) => field !== "latestEmail"), ...others, ...more];
  const copied = Object.entries(copies).filter(
    ([field, names]) =>
      fields[field] && !names.some((name) => fields[field]?.["S"] === textOf(event, name) && textOf(event, name)),
  );
  const further = (fields["attributes"]?.["M"] ?? {}) as Item;
  return [
    ...Object.keys(fields)
      .filter((field) => !known.includes(field))
      .map((field) => `the profile has ${field}`),
    ...others.filter((field) => !fields[field] && field !== "clientId").map((field) => `the profile lacks ${field}`),
    ...more.filter((field) => !fields[field] && field !== "latestEmail").map((field) => `the profile lacks ${field}`),
    ...copied.map(([field]) => `the profile has another ${field}`),
    ...(fields["latestEmail"] && textOf(event, "email_verified") !== "true"
      ? ["a notice goes to an unverified address"]
      : []),
    ...Object.entries(further)
      .filter(([name, { S }]) => name !== "custom:agentName" || S !== textOf(event, name))
      .map(([name]) => `the profile has the attribute ${name}`),
    ...(fields["emailVerified"]?.["BOOL"] === (event.request.userAttributes?.["email_verified"] === "true")
      ? []
      : ["the profile has another emailVerified"]),
  ];
};

const mailFields = ["attempts", "brand", "createdAt", "details", "dueAt", "duePk", "kind", "language", "status"];

/** Everything wrong with the row of an owed mail. Its only personal data may be an earlier address. */
export const findMailProblems = ({ fields, key }: Row, kind: string): string[] => {
  const details = (fields["details"]?.["M"] ?? {}) as Item;
  const shape =
    kind === "welcome"
      ? /^OUTBOX#welcome$/
      : new RegExp(`^OUTBOX#${kind}#\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}(?:\\.\\d{3})?Z`);
  const expected = kind === "address-changed" ? [...mailFields, "leftEmail"] : mailFields;
  return [
    ...(Object.keys(fields).sort().join() === expected.toSorted().join() ? [] : ["the mail has other fields"]),
    ...(fields["kind"]?.["S"] === kind && shape.test(String(key["sk"]?.["S"])) ? [] : ["the mail is of another kind"]),
    ...(fields["status"]?.["S"] === "PENDING" && fields["attempts"]?.["N"] === "0" ? [] : ["the mail is not owed"]),
    ...(["default", "northwind"].includes(String(fields["brand"]?.["S"])) ? [] : ["the mail has another brand"]),
    ...((languageTags as readonly string[]).includes(String(fields["language"]?.["S"]))
      ? []
      : ["the mail has another language"]),
    ...(Object.keys(details).every((name) => name === "at") ? [] : ["the mail has other details"]),
    ...(/^OWED#[0-3]$/.test(String(fields["duePk"]?.["S"])) ? [] : ["the mail is in no part of the index"]),
  ];
};

/** Everything wrong with the row of a sign-in. */
export const findSignInProblems = ({ fields, key }: Row, { callerContext, triggerSource }: CognitoEvent): string[] => {
  const client = (callerContext?.clientId ?? "none").toWellFormed();
  const days = (Number(fields["expiresAt"]?.["N"]) - Number(fields["at"]?.["N"]) / 1_000) / 86_400;
  const sk = String(key["sk"]?.["S"]);
  return [
    ...(Object.keys(fields).sort().join() === "at,clientId,expiresAt,newDevice,source"
      ? []
      : ["the sign-in has other fields"]),
    ...(fields["clientId"]?.["S"] === client && fields["source"]?.["S"] === triggerSource
      ? []
      : ["the sign-in is through another client"]),
    ...(days > 89.9 && days < 90.1 ? [] : ["the sign-in is not kept for 90 days"]),
    ...(/^SIGNIN#\d{4}-\d\d-\d\dT[\d:]{8}Z#/.test(sk) && sk.endsWith(`#${client}`)
      ? []
      : ["the sign-in has another key"]),
  ];
};

/** Everything wrong with any row: another user's key, half a character, or a value that is too long. */
export const findRowProblems = (row: Row, event: CognitoEvent): string[] => [
  ...(row.key["pk"]?.["S"] === `USER#${textOf(event, "sub")}` && textOf(event, "sub") ? [] : ["another user's row"]),
  ...(isSound(row.key) && isSound(row.fields) ? [] : ["a value that is too long or malformed"]),
];
