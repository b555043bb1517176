import { appClientsOf } from "../../schema/suite/claim-constants.ts";
import { certainBudget, claimsBudget } from "../../src/rules/tokens/claim-size.ts";
import { decidePersonTokens, type TokenRules } from "../../src/rules/tokens/token-response.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Claim } from "../../src/settings/claims.ts";
import type { Changes } from "./assignments.ts";

type ProfileClaims = Record<string, unknown>;

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
export const applyChanges = (before: ProfileClaims, changes: Changes): ProfileClaims =>
  Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined));

/**
 * Which claims no longer fit with these values, by token and app client. Version 1 makes the longest texts, and a federated
 * user's ID token has the least room; groups are all that any claim is mapped from.
 */
const budgetProblems = (rules: TokenRules, sub: string, profileClaims: ProfileClaims): string[] => {
  const groups = rules.claims.flatMap(({ from }) => ("groups" in from ? Object.keys(from.groups) : []));
  const late = 9_999_999_999;
  const facts = { sub, groups, profileClaims, attributes: {}, createdAt: late, confirmedAt: late };
  const own = { iamRoles: [], identityBytes: 2_048 };
  const cases = appClientsOf(rules.claims, rules.tokens).flatMap((appClientId) =>
    ["1", "2"].map((version) => ({ appClientId, version })),
  );
  const problems = cases.flatMap(({ appClientId, version }) => {
    const { trimmed, missing, failures } = decidePersonTokens(rules, version, { ...facts, appClientId }, own);
    const where = `version ${version}, ${appClientId}`;
    return [
      ...failures.map(({ name, error }) => `${name} could not be made: ${(error as Error).message}`),
      ...trimmed.map(({ token, claims }) => `${claims.join(", ")} would be left out of the ${token} token (${where})`),
      ...(missing.length > 0 ? [`no token could be issued for want of ${missing.join(", ")} (${where})`] : []),
    ];
  });
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
