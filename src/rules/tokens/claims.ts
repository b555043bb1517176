import type { Claim, ClaimSource, ClaimValue, Person } from "../../settings/claims.ts";
import { toClaimValue } from "./claim-value.ts";

/** The input of claims. Users and callers cannot write any of it. */
export type ClaimFacts = Omit<Person, "claims"> & {
  /** The PROFILE row's server-side map; undefined if it could not be read, which gives the least privilege. */
  profileClaims: unknown;
};

export type ValuedClaim = Claim & { value: ClaimValue };
export type ClaimFailure = { name: string; error: unknown };
type ResolvedClaims = { claims: ValuedClaim[]; missing: string[]; failures: ClaimFailure[] };

/** Undefined if the row contains something other than a map. */
const readProfileClaim = (profileClaims: unknown, key: string): unknown =>
  typeof profileClaims === "object" && !Array.isArray(profileClaims) && Object.hasOwn(profileClaims ?? {}, key)
    ? (profileClaims as Record<string, unknown>)[key]
    : undefined;

const rolesOf = (roles: Record<string, string>, groups: readonly string[]): string[] | undefined => {
  const found = groups.filter((group) => Object.hasOwn(roles, group)).map((group) => roles[group] as string);
  return found.length > 0 ? [...new Set(found)] : undefined;
};

/** The input of a computed claim. `claims` has no prototype, so it has no other keys. */
const personOf = ({ profileClaims, ...facts }: ClaimFacts, keys: readonly string[] = []): Person => ({
  ...facts,
  claims: Object.assign(
    Object.create(null),
    Object.fromEntries(keys.map((key) => [key, readProfileClaim(profileClaims, key)])),
  ),
});

const readSource = (from: ClaimSource, facts: ClaimFacts): unknown => {
  if ("constant" in from) return from.constant;
  if ("profileClaim" in from) return readProfileClaim(facts.profileClaims, from.profileClaim);
  if ("groups" in from) return rolesOf(from.groups, facts.groups);
  if ("profile" in from) return facts[from.profile];
  if ("attribute" in from)
    return Object.hasOwn(facts.attributes, from.attribute) ? facts.attributes[from.attribute] : undefined;
  if ("appClientId" in from) return facts.appClientId;
  return from.compute(personOf(facts, from.profileClaims));
};

/** A claim without a value gets its `otherwise`. `missing` lists the required claims that have neither. */
export const resolveClaims = (declared: readonly Claim[], facts: ClaimFacts): ResolvedClaims => {
  const resolved: ResolvedClaims = { claims: [], missing: [], failures: [] };
  for (const claim of declared) {
    const value = resolveClaim(claim, facts, resolved.failures) ?? toClaimValue(claim.otherwise);
    if (value !== undefined) resolved.claims.push({ ...claim, value });
    else if (claim.required) resolved.missing.push(claim.name);
  }
  return resolved;
};

/** Created once, because the stack trace of an error costs more than everything else here. */
const notAClaim = new TypeError("not a claim value: JSON without null, at most 1,400 bytes");

const resolveClaim = ({ name, from }: Claim, facts: ClaimFacts, failures: ClaimFailure[]): ClaimValue | undefined => {
  try {
    const given = readSource(from, facts) ?? undefined;
    const value = toClaimValue(given);
    if (given !== undefined && value === undefined) throw notAClaim;
    return value;
  } catch (error) {
    failures.push({ name, error });
    return undefined;
  }
};

/** A machine (client credentials) gets an access token only, with the claims that need no user. */
export const selectMachineClaims = (declared: readonly Claim[]): readonly Claim[] =>
  declared
    .filter(({ from, tokens }) => ("constant" in from || "appClientId" in from) && tokens.includes("access"))
    .map((claim) => ({ ...claim, tokens: ["access"] }));
