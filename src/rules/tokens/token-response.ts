import type { Claim, ClaimValue, TokenSettings } from "../../settings/claims.ts";
import { isFor } from "./app-client-rule.ts";
import { groupsOf, scopesOf } from "./change-rules.ts";
import { mayCarry, maySuppress, type Token } from "./claim-names.ts";
import { claimsBudget, groupBytes, mostForIdentities, scopeBytes, trim } from "./claim-size.ts";
import { type Facts, type Failure, machineClaims, resolveClaims, type Valued } from "./claims.ts";

/** What of the settings decides about tokens. */
export type TokenRules = { claims: readonly Claim[]; tokens?: TokenSettings };

/** What Cognito itself writes into a person's tokens, beside attributes and groups. */
export type CognitosOwn = {
  iamRoles: readonly string[];
  preferredRole?: string;
  /** Bytes of the ID token's `identities`, which federated people have. */
  identityBytes: number;
};

export type Decision = {
  /** The event's `response`. */
  response: object;
  /** Required claims that have no value, or none that Cognito takes or that fits; with any, no token may be issued. */
  missing: string[];
  /** Names of claims that were lowered or left out for the token's size. */
  trimmed: Array<{ token: Token; claims: string[] }>;
  /** Claims that were not made, because a function threw or a source has something that cannot stand in a token. */
  failures: Failure[];
};

/**
 * What a person's tokens say, in the shape of the event's version.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export const tokensOfPerson = (
  rules: TokenRules,
  version: string,
  facts: Facts,
  { iamRoles, preferredRole, identityBytes }: CognitosOwn,
): Decision => {
  const groups = groupsOf(rules.tokens?.groups, facts);
  const added = (groups ?? []).filter((group) => !facts.groups.includes(group));
  return decide(
    rules,
    { version, facts, declared: rules.claims, groups: facts.groups, added, identityBytes },
    groups && {
      // An override takes the place of all three, so what stays is sent along.
      groupOverrideDetails: { groupsToOverride: groups, iamRolesToOverride: iamRoles, preferredRole },
    },
  );
};

const nobody: Facts = {
  sub: undefined,
  appClientId: undefined,
  groups: [],
  profileClaims: undefined,
  attributes: {},
  createdAt: undefined,
  confirmedAt: undefined,
};

/** What the access token of a machine says (client credentials): it is no person's, so nothing is read for it. */
export const tokenOfMachine = (rules: TokenRules, version: string, appClientId: string | undefined): Decision =>
  decide(rules, {
    version,
    facts: { ...nobody, appClientId },
    declared: machineClaims(rules.claims),
    groups: undefined,
    added: [],
    identityBytes: 0,
  });

type Case = {
  version: string;
  facts: Facts;
  declared: readonly Claim[];
  groups: readonly string[] | undefined;
  /** Groups that rules add to them. */
  added: readonly string[];
  identityBytes: number;
};

const decide = (
  { tokens = {} }: TokenRules,
  { version, facts, declared, groups, added, identityBytes }: Case,
  groupOverride: object = {},
): Decision => {
  const { appClientId } = facts;
  const own = declared.filter((claim) => isFor(claim, appClientId));
  const { claims, missing, failures } = resolveClaims(own, facts);
  const first = version === "1";
  const scopes = first ? { add: [], remove: [] } : scopesOf(tokens.scopes, { appClientId, groups });
  const part = (token: Token, budget: number) => tokenPart(token, claims, { first, appClientId, budget });
  const room = claimsBudget - groupBytes(added);
  const id = part("id", room - Math.min(identityBytes, mostForIdentities));
  const access = part("access", room - scopeBytes(scopes.add));
  const parts = first ? [id] : [id, access];

  const idChanges = { claimsToAddOrOverride: id.claims, ...suppressed("id", tokens, appClientId) };
  const response = first
    ? { claimsOverrideDetails: { ...idChanges, ...groupOverride } }
    : {
        claimsAndScopeOverrideDetails: {
          idTokenGeneration: idChanges,
          accessTokenGeneration: {
            claimsToAddOrOverride: access.claims,
            ...suppressed("access", tokens, appClientId),
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

/** Version 1 takes text only, so lists, objects, numbers and truths are sent as JSON text. */
const asText = (value: ClaimValue): string => (typeof value === "string" ? value : JSON.stringify(value));

const tokenPart = (
  token: Token,
  claims: readonly Valued[],
  { first, appClientId, budget }: { first: boolean; appClientId: string | undefined; budget: number },
) => {
  const written = first ? asText : (value: ClaimValue) => value;
  const entries = claims
    .filter(({ tokens }) => tokens.includes(token))
    .map(({ otherwise, ...claim }) => ({
      ...claim,
      value: written(claim.value),
      otherwise: otherwise === undefined ? undefined : written(otherwise),
    }));
  const taken = entries.filter(({ name, value }) => mayCarry(token, name, value, appClientId));
  const { claims: fitting, trimmed, tooLarge } = trim(taken, budget);
  const refused = entries.filter((entry) => entry.required && !taken.includes(entry)).map(({ name }) => name);
  return { token, claims: fitting, trimmed, missing: [...refused, ...tooLarge] };
};

const suppressed = (token: Token, { suppress = [] }: TokenSettings, appClientId: string | undefined) => {
  const names = suppress
    .filter((rule) => rule.tokens.includes(token) && isFor(rule, appClientId))
    .flatMap(({ claims }) => claims)
    .filter(maySuppress);
  return names.length > 0 && { claimsToSuppress: [...new Set(names)] };
};
