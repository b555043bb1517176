import type { Claim, ClaimValue, TokenSettings } from "../../settings/claims.ts";
import { isForAppClient } from "./app-client-rule.ts";
import { groupsOf, scopeChangesOf } from "./change-rules.ts";
import { mayCarry, maySuppress, type TokenName } from "./claim-names.ts";
import { claimsBudget, groupBytesOf, maxIdentityBytes, scopeBytesOf, trimClaims } from "./claim-size.ts";
import { type ClaimFacts, type ClaimFailure, resolveClaims, selectMachineClaims, type ValuedClaim } from "./claims.ts";

export type TokenRules = { claims: readonly Claim[]; tokens?: TokenSettings };

/** What Cognito itself writes into a user's tokens, in addition to attributes and groups. */
export type CognitoValues = {
  iamRoles: readonly string[];
  preferredRole?: string;
  /** The bytes of `identities` in the ID token of federated users. */
  identityBytes: number;
};

export type TokenDecision = {
  response: object;
  /** Required claims without a value that Cognito accepts and that fits. If there are any, no token may be issued. */
  missing: string[];
  /** Claims that were replaced or removed because of the token's size. */
  trimmed: Array<{ token: TokenName; claims: string[] }>;
  /** Claims without a value, because a function threw or a source has an invalid value. */
  failures: ClaimFailure[];
};

/**
 * The tokens of a user, in the format of the event's version.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export const decidePersonTokens = (
  rules: TokenRules,
  version: string,
  facts: ClaimFacts,
  { iamRoles, preferredRole, identityBytes }: CognitoValues,
): TokenDecision => {
  const groups = groupsOf(rules.tokens?.groups, facts);
  const added = (groups ?? []).filter((group) => !facts.groups.includes(group));
  return decide(
    rules,
    { version, facts, declared: rules.claims, groups: facts.groups, added, identityBytes },
    groups && {
      // An override replaces all three, so unchanged values are included.
      groupOverrideDetails: { groupsToOverride: groups, iamRolesToOverride: iamRoles, preferredRole },
    },
  );
};

const noFacts: ClaimFacts = {
  sub: undefined,
  appClientId: undefined,
  groups: [],
  profileClaims: undefined,
  attributes: {},
  createdAt: undefined,
  confirmedAt: undefined,
};

/** The access token of a machine (client credentials). It has no user, so nothing is read for it. */
export const decideMachineToken = (
  rules: TokenRules,
  version: string,
  appClientId: string | undefined,
): TokenDecision =>
  decide(rules, {
    version,
    facts: { ...noFacts, appClientId },
    declared: selectMachineClaims(rules.claims),
    groups: undefined,
    added: [],
    identityBytes: 0,
  });

type TokenCase = {
  version: string;
  facts: ClaimFacts;
  declared: readonly Claim[];
  groups: readonly string[] | undefined;
  added: readonly string[];
  identityBytes: number;
};

const decide = (
  { tokens = {} }: TokenRules,
  { version, facts, declared, groups, added, identityBytes }: TokenCase,
  groupOverride: object = {},
): TokenDecision => {
  const { appClientId } = facts;
  const own = declared.filter((claim) => isForAppClient(claim, appClientId));
  const { claims, missing, failures } = resolveClaims(own, facts);
  const first = version === "1";
  const scopes = first ? { add: [], remove: [] } : scopeChangesOf(tokens.scopes, { appClientId, groups });
  const buildPart = (token: TokenName, budget: number) => buildTokenPart(token, claims, { first, appClientId, budget });
  const room = claimsBudget - groupBytesOf(added);
  const id = buildPart("id", room - Math.min(identityBytes, maxIdentityBytes));
  const access = buildPart("access", room - scopeBytesOf(scopes.add));
  const parts = first ? [id] : [id, access];

  const idChanges = { claimsToAddOrOverride: id.claims, ...suppressionsOf("id", tokens, appClientId) };
  const response = first
    ? { claimsOverrideDetails: { ...idChanges, ...groupOverride } }
    : {
        claimsAndScopeOverrideDetails: {
          idTokenGeneration: idChanges,
          accessTokenGeneration: {
            claimsToAddOrOverride: access.claims,
            ...suppressionsOf("access", tokens, appClientId),
            ...(scopes.add.length > 0 && { scopesToAdd: scopes.add }),
            ...(scopes.remove.length > 0 && { scopesToSuppress: scopes.remove }),
          },
          ...groupOverride,
        },
      };
  return {
    response,
    missing: [...new Set([...missing, ...parts.flatMap((one) => one.missing)])],
    trimmed: parts.filter((one) => one.trimmed.length > 0).map(({ token, trimmed }) => ({ token, claims: trimmed })),
    failures,
  };
};

const toText = (value: ClaimValue): string => (typeof value === "string" ? value : JSON.stringify(value));

const buildTokenPart = (
  token: TokenName,
  claims: readonly ValuedClaim[],
  { first, appClientId, budget }: { first: boolean; appClientId: string | undefined; budget: number },
) => {
  const format = first ? toText : (value: ClaimValue) => value;
  const entries = claims
    .filter(({ tokens }) => tokens.includes(token))
    .map(({ otherwise, ...claim }) => ({
      ...claim,
      value: format(claim.value),
      otherwise: otherwise === undefined ? undefined : format(otherwise),
    }));
  const taken = entries.filter(({ name, value }) => mayCarry(token, name, value, appClientId));
  const { claims: fitting, trimmed, tooLarge } = trimClaims(taken, budget);
  const refused = entries.filter((entry) => entry.required && !taken.includes(entry)).map(({ name }) => name);
  return { token, claims: fitting, trimmed, missing: [...refused, ...tooLarge] };
};

const suppressionsOf = (token: TokenName, { suppress = [] }: TokenSettings, appClientId: string | undefined) => {
  const names = suppress
    .filter((rule) => rule.tokens.includes(token) && isForAppClient(rule, appClientId))
    .flatMap(({ claims }) => claims)
    .filter(maySuppress);
  return names.length > 0 && { claimsToSuppress: [...new Set(names)] };
};
