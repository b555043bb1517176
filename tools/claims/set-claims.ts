import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { readProfile } from "../../src/aws/person.ts";
import { type Table, toItem } from "../../src/aws/table.ts";
import { profileKey } from "../../src/rules/people/keys.ts";
import type { TokenRules } from "../../src/rules/tokens/token-response.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { newUpdate, type Update } from "../operate/update.ts";
import type { ClaimChanges } from "./assignments.ts";
import { applyChanges, checkBudget } from "./profile-claims.ts";

/** Adds an empty map if there is none: DynamoDB cannot set a value in a map that does not exist. */
const addMap: Update = {
  UpdateExpression: "SET claims = if_not_exists(claims, :none)",
  ExpressionAttributeValues: toItem({ ":none": {} }),
};

const newMissingRowError = (sub: string): SettingsError =>
  new SettingsError(
    `There is no PROFILE row of ${sub}. The suite writes it when a user confirms or first signs in. For earlier users, run npx suite backfill.`,
  );

/** Changes single claims, so that changes of other writers are not lost. @returns all claims of the row after that */
const saveClaims = async (
  { client, name }: Table,
  sub: string,
  changes: ClaimChanges,
): Promise<Record<string, unknown>> => {
  const update = async (one: Update) => {
    const row = { TableName: name, Key: toItem(profileKey(sub)), ConditionExpression: "attribute_exists(pk)" };
    const { Attributes = {} } = await client.send(new UpdateItemCommand({ ...row, ReturnValues: "ALL_NEW", ...one }));
    return unmarshall(Attributes)["claims"] ?? {};
  };
  try {
    await update(addMap);
    return await update(newUpdate(changes, "claims"));
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? newMissingRowError(sub) : error;
  }
};

const readMap = (claims: unknown = {}): Record<string, unknown> => {
  if (typeof claims !== "object" || claims === null || Array.isArray(claims) || claims instanceof Set)
    throw new SettingsError("The row's claims attribute is not a map. Remove the attribute first.");
  return claims as Record<string, unknown>;
};

const formatClaims = (title: string, claims: object): string =>
  `${title}  ${JSON.stringify(claims, (_, value) => (value instanceof Set ? [...value] : value))}`;

type Work = { stage: string; table: Table; rules: TokenRules; sub: string; changes: ClaimChanges; dryRun: boolean };

/**
 * Changes claims of a user's PROFILE row, or prints the result without writing it.
 * @throws SettingsError if there is no such row, its `claims` is not a map, or a claim would no longer fit into a token
 */
export const setClaims = async (
  { stage, table, rules, sub, changes, dryRun }: Work,
  print: (line: string) => void,
): Promise<void> => {
  const row = await readProfile(table, { consistent: true })(sub, new AbortController().signal);
  if (!row) throw newMissingRowError(sub);
  const before = readMap(row.claims);
  const after = applyChanges(before, changes);
  checkBudget(rules, sub, before, after);
  print(formatClaims("before", before));
  if (dryRun) return print(formatClaims("would be", after));
  print(formatClaims("after ", await saveClaims(table, sub, changes)));
  print(`Written on stage ${stage}. The change applies from the user's next token.`);
};
