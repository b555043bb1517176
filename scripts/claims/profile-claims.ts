import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { item, type Table } from "../../src/aws/table.ts";
import type { Claim } from "../../src/claim-settings.ts";
import { SettingsError } from "../../src/errors.ts";
import { certainBudget, claimsBudget } from "../../src/rules/claim-size.ts";
import type { Facts } from "../../src/rules/claims.ts";
import { profileKey } from "../../src/rules/keys.ts";
import { type TokenRules, tokensOfPerson } from "../../src/rules/token-response.ts";
import type { Changes } from "./assignments.ts";
import { appClientsOf } from "./constants.ts";

export type ProfileClaims = Record<string, unknown>;

/** The keys of the PROFILE row's `claims` that the settings make claims of. */
export const profileClaimNames = (claims: readonly Claim[]): string[] => [
  ...new Set(
    claims.flatMap(({ from }) => {
      if ("profileClaim" in from) return [from.profileClaim];
      return "compute" in from ? [...(from.profileClaims ?? [])] : [];
    }),
  ),
];

/** The row's claims with the changes. */
export const changed = (before: ProfileClaims, { set, remove }: Changes): ProfileClaims => ({
  ...Object.fromEntries(Object.entries(before).filter(([name]) => !remove.includes(name))),
  ...set,
});

/**
 * Which claims no longer fit with these values, by token and app client. Version 1 makes the longest texts, and a federated
 * person's ID token has the least room; groups are all that any claim is mapped from.
 */
const budgetProblems = (rules: TokenRules, sub: string, profileClaims: ProfileClaims): string[] => {
  const groups = rules.claims.flatMap(({ from }) => ("groups" in from ? Object.keys(from.groups) : []));
  const problems = appClientsOf(rules.claims, rules.tokens).flatMap((appClientId) =>
    ["1", "2"].flatMap((version) => {
      const facts: Facts = {
        sub,
        appClientId,
        groups,
        profileClaims,
        attributes: {},
        createdAt: 9_999_999_999,
        confirmedAt: 9_999_999_999,
      };
      const { trimmed, missing, failures } = tokensOfPerson(rules, version, facts, {
        iamRoles: [],
        identityBytes: 2_048,
      });
      return [
        ...failures.map(({ name, error }) => `${name} could not be made: ${(error as Error).message}`),
        ...trimmed.map(
          ({ token, claims }) =>
            `${claims.join(", ")} would be left out of the ${token} token (version ${version}, ${appClientId})`,
        ),
        ...(missing.length > 0
          ? [`no token could be issued for want of ${missing.join(", ")} (version ${version}, ${appClientId})`]
          : []),
      ];
    }),
  );
  return [...new Set(problems)];
};

/** @throws SettingsError when the new values, other than those before, leave a claim out of a token or leave none to be issued */
export const checkBudget = (rules: TokenRules, sub: string, before: ProfileClaims, after: ProfileClaims): void => {
  const already = budgetProblems(rules, sub, before);
  const problems = budgetProblems(rules, sub, after).filter((problem) => !already.includes(problem));
  if (problems.length > 0)
    throw new SettingsError(
      `Not written. The claims of an access token have ${claimsBudget} bytes, of an ID token ${certainBudget} to be sure of:\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
};

type Update = Pick<
  UpdateItemCommandInput,
  "UpdateExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/** What changes each claim by itself, so that no other writer's change is lost. */
export const updateOf = ({ set, remove }: Changes): Update => {
  const names = [...Object.keys(set), ...remove];
  const key = (name: string) => `claims.#c${names.indexOf(name)}`;
  const sets = Object.keys(set).map((name) => `${key(name)} = :c${names.indexOf(name)}`);
  return {
    UpdateExpression: [
      ...(sets.length > 0 ? [`SET ${sets.join(", ")}`] : []),
      ...(remove.length > 0 ? [`REMOVE ${remove.map(key).join(", ")}`] : []),
    ].join(" "),
    ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#c${index}`, name])),
    ...(sets.length > 0 && {
      ExpressionAttributeValues: item(
        Object.fromEntries(Object.entries(set).map(([name, value]) => [`:c${names.indexOf(name)}`, value])),
      ),
    }),
  };
};

/** A row without the map gets an empty one first, for DynamoDB sets nothing within a map that is not there. */
const withMap: Update = {
  UpdateExpression: "SET claims = if_not_exists(claims, :none)",
  ExpressionAttributeValues: item({ ":none": {} }),
};

/**
 * Changes claims of a PROFILE row that exists; answers with all of its claims after that.
 * @throws SettingsError when there is no row, or when its `claims` is no map
 */
export const saveProfileClaims =
  ({ client, name }: Table) =>
  async (sub: string, changes: Changes): Promise<ProfileClaims> => {
    const update = async (one: Update): Promise<ProfileClaims> => {
      const { Attributes = {} } = await client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: item(profileKey(sub)),
          ConditionExpression: "attribute_exists(pk)",
          ReturnValues: "ALL_NEW",
          ...one,
        }),
      );
      return unmarshall(Attributes)["claims"] ?? {};
    };
    try {
      await update(withMap);
      return await update(updateOf(changes));
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) throw new SettingsError(noRow(sub));
      throw error;
    }
  };

export const noRow = (sub: string): string =>
  `There is no PROFILE row of ${sub}. It is made when a person confirms or first signs in; npm run backfill makes it for those who were there before.`;
