import { appClientsOf } from "../../schema/suite/claim-constants.ts";
import { certainBudget, claimsBudget } from "../../src/rules/tokens/claim-size.ts";
import { decidePersonTokens, type TokenRules } from "../../src/rules/tokens/token-response.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Claim } from "../../src/settings/claims.ts";
import type { ClaimChanges } from "./assignments.ts";

type ProfileClaims = Record<string, unknown>;

/** The keys of the PROFILE row's `claims` that the settings use. */
export const listProfileClaims = (claims: readonly Claim[]): string[] => [
  ...new Set(
    claims.flatMap(({ from }) => {
      if ("profileClaim" in from) return [from.profileClaim];
      return "compute" in from ? [...(from.profileClaims ?? [])] : [];
    }),
  ),
];

export const applyChanges = (before: ProfileClaims, changes: ClaimChanges): ProfileClaims =>
  Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined));

/**
 * Claims that no longer fit, by token and app client. This assumes the worst case: version 1 makes the longest texts, a
 * federated user's ID token has the least room, and the user is in every group that a claim uses.
 */
const findBudgetProblems = (rules: TokenRules, sub: string, profileClaims: ProfileClaims): string[] => {
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
      ...failures.map(({ name, error }) => `${name} failed: ${(error as Error).message}`),
      ...trimmed.map(({ token, claims }) => `${claims.join(", ")} would be left out of the ${token} token (${where})`),
      ...(missing.length > 0 ? [`no token could be issued without ${missing.join(", ")} (${where})`] : []),
    ];
  });
  return [...new Set(problems)];
};

/** @throws SettingsError if the new values cause a problem that the old values did not */
export const checkBudget = (rules: TokenRules, sub: string, before: ProfileClaims, after: ProfileClaims): void => {
  const already = findBudgetProblems(rules, sub, before);
  const problems = findBudgetProblems(rules, sub, after).filter((problem) => !already.includes(problem));
  if (problems.length > 0)
    throw new SettingsError(
      `Nothing was written: the claims would be too large. An access token has ${claimsBudget} bytes for them, an ID token at least ${certainBudget}:\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
};
