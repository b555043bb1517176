import type { Claim } from "../settings.ts";

export type ClaimValue = string | number | boolean | readonly string[];

/** What claims are made of: nothing in it can be written by a user. */
export type Facts = {
  /** The PROFILE row's server-side map; undefined when it could not be read, which gives the least privilege. */
  profileClaims: Record<string, unknown> | undefined;
  groups: readonly string[];
};

const isClaimValue = (value: unknown): value is ClaimValue =>
  typeof value === "string" ||
  typeof value === "boolean" ||
  (typeof value === "number" && Number.isFinite(value)) ||
  (Array.isArray(value) && value.every((item) => typeof item === "string"));

const claimValue = ({ from }: Claim, { profileClaims, groups }: Facts): ClaimValue | undefined => {
  if ("constant" in from) return from.constant;
  if ("groups" in from) {
    const roles = groups
      .filter((group) => Object.hasOwn(from.groups, group))
      .map((group) => from.groups[group] as string);
    return roles.length > 0 ? [...new Set(roles)] : undefined;
  }
  if (!profileClaims || !Object.hasOwn(profileClaims, from.profileClaim)) return undefined;
  const value = profileClaims[from.profileClaim];
  return isClaimValue(value) ? value : undefined;
};

export type Resolved = { claims: Array<Claim & { value: ClaimValue }>; missing: string[] };

/** The declared claims that have a value, and the names of required ones that have none. */
export const resolveClaims = (declared: readonly Claim[], facts: Facts): Resolved => {
  const all = declared.map((claim) => ({ ...claim, value: claimValue(claim, facts) ?? claim.otherwise }));
  return {
    claims: all.filter((claim): claim is Claim & { value: ClaimValue } => claim.value !== undefined),
    missing: all.filter(({ required, value }) => required && value === undefined).map(({ name }) => name),
  };
};

/** Claims of a token that is no person's (client credentials): constants of the access token only. */
export const machineClaims = (declared: readonly Claim[]): readonly Claim[] =>
  declared
    .filter(({ from, tokens }) => "constant" in from && tokens.includes("access"))
    .map((claim) => ({ ...claim, tokens: ["access"] }));

const asRecord = (claims: Resolved["claims"], token: "id" | "access"): Record<string, ClaimValue> =>
  Object.fromEntries(claims.filter(({ tokens }) => tokens.includes(token)).map(({ name, value }) => [name, value]));

/**
 * The response Cognito wants for the event's version. Version 1 takes strings for the ID token; groups are left out,
 * for an empty override would remove them.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export const tokenResponse = (version: string, claims: Resolved["claims"]): object => {
  if (version === "1")
    return {
      claimsOverrideDetails: {
        claimsToAddOrOverride: Object.fromEntries(
          Object.entries(asRecord(claims, "id")).map(([name, value]) => [
            name,
            typeof value === "string" ? value : JSON.stringify(value),
          ]),
        ),
      },
    };
  return {
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: { claimsToAddOrOverride: asRecord(claims, "id") },
      accessTokenGeneration: { claimsToAddOrOverride: asRecord(claims, "access") },
    },
  };
};
