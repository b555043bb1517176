import type { Claim } from "../../src/settings/claims.ts";
import type { Item, Stored } from "./world.ts";

export type Claims = Record<string, unknown>;

/** One claim of each source. */
export const declared: Claim[] = [
  { name: "plan", from: { profileClaim: "plan" }, tokens: ["id", "access"], otherwise: "free" },
  { name: "tenant", from: { profileClaim: "tenant" }, tokens: ["id", "access"] },
  { name: "roles", from: { profileClaim: "roles" }, tokens: ["access"] },
  { name: "duty", from: { groups: { administrators: "admin" } }, tokens: ["id"] },
  { name: "product", from: { constant: "suite" }, tokens: ["id", "access"] },
];

const all = (values: readonly unknown[]): boolean => values.every((value) => value !== undefined);

/** A stored value as a claim value of at most 1,400 bytes; undefined if it cannot be one. */
export const toClaim = (stored: Stored | undefined): unknown => {
  const value = valueOfStored(stored, 8);
  return value !== undefined && Buffer.byteLength(JSON.stringify(value)) > 1_400 ? undefined : value;
};

/** Lists and maps may have at most eight levels. */
const valueOfStored = (stored: Stored | undefined, levels: number): unknown => {
  const [[type, value] = []] = Object.entries(stored ?? {});
  if (type === "S") return (value as string).toWellFormed();
  if (type === "BOOL") return value;
  if (type === "N") return Math.abs(Number(value)) < 2 ** 53 ? Number(value) : undefined;
  if (levels === 0) return undefined;
  if (type === "SS") return value;
  if (type === "L") {
    const items = (value as Stored[]).map((one) => valueOfStored(one, levels - 1));
    return all(items) ? items : undefined;
  }
  if (type !== "M") return undefined;
  const keys = Object.keys(value as Item);
  if (keys.some((key) => ["__proto__", "constructor", "prototype"].includes(key))) return undefined;
  const held = keys.map((key) => [key.toWellFormed(), valueOfStored((value as Item)[key], levels - 1)] as const);
  return all(held.map(([, one]) => one)) ? Object.fromEntries(held) : undefined;
};

/** An own key of the row's claims. */
export const readHeldClaim = (row: Item | undefined, key: string): unknown => {
  const held = row?.["claims"]?.["M"] as Item | undefined;
  return held && Object.hasOwn(held, key) ? toClaim(held[key]) : undefined;
};

export type Expected = { name: string; value: unknown; otherwise?: unknown; priority?: number; required?: boolean };

const bytes = (claims: readonly Expected[]): number =>
  Buffer.byteLength(JSON.stringify(Object.fromEntries(claims.map(({ name, value }) => [name, value]))));

/** The claims that fit into these bytes; undefined if the required claims alone do not fit. */
export const trimToBudget = (claims: readonly Expected[], budget: number): Claims | undefined => {
  const required = claims.filter((claim) => claim.required);
  if (bytes(required) > budget) return undefined;
  const never = (claim: Expected) => bytes([...required, claim]) > budget;
  const order = claims
    .map((claim, index) => ({ claim, key: [never(claim) ? 0 : 1, claim.priority ?? 0, -index] }))
    .filter(({ claim }) => !claim.required)
    .sort((one, other) => {
      const differs = one.key.findIndex((part, index) => part !== other.key[index]);
      return (one.key[differs] ?? 0) - (other.key[differs] ?? 0);
    });
  let held = [...claims];
  for (const round of ["otherwise", "nothing"])
    for (const { claim } of order) {
      if (bytes(held) <= budget) continue;
      const lower = { ...claim, value: claim.otherwise };
      const helps = round === "otherwise" && claim.otherwise !== undefined && bytes([lower]) < bytes([claim]);
      held = held.flatMap((one) => (one.name === claim.name ? (helps ? [lower] : []) : [one]));
    }
  return Object.fromEntries(held.map(({ name, value }) => [name, value]));
};

export const toClaimText = (value: unknown): unknown =>
  typeof value === "string" || value === undefined ? value : JSON.stringify(value);

/** The bytes of the ID token's `identities`, out of 1,400. */
export const countIdentityBytes = (attributes: Record<string, unknown> | null | undefined): number => {
  const value = attributes && Object.hasOwn(attributes, "identities") ? attributes["identities"] : undefined;
  if (typeof value !== "string" || value === "") return 0;
  return Math.min(400, Buffer.byteLength(value.slice(0, 2_048).toWellFormed()) + '"identities":,'.length);
};

type Person = { row: Item | undefined; groups: unknown; attributes: Record<string, unknown> | null | undefined };

/** The claims of a user, only by the row; undefined if no token may be issued. */
export const claimsOf = (
  { row, groups, attributes }: Person,
  version: string,
  required: boolean,
): { id: Claims | undefined; access: Claims | undefined } => {
  const values: Record<string, unknown> = {
    plan: readHeldClaim(row, "plan") ?? "free",
    tenant: readHeldClaim(row, "tenant"),
    roles: readHeldClaim(row, "roles"),
    duty: Array.isArray(groups) && groups.includes("administrators") ? ["admin"] : undefined,
    product: "suite",
  };
  const token = (kind: "id" | "access", budget: number, written: (value: unknown) => unknown) =>
    trimToBudget(
      declared
        .filter(({ name, tokens }) => tokens.includes(kind) && values[name] !== undefined)
        .map(({ name, otherwise }) => ({
          name,
          value: written(values[name]),
          otherwise,
          required: required && name === "tenant",
        })),
      budget,
    );
  const first = version === "1";
  if (required && values["tenant"] === undefined) return { id: undefined, access: undefined };
  return {
    id: token("id", 1_400 - countIdentityBytes(attributes), first ? toClaimText : (value) => value),
    access: first ? {} : token("access", 1_400, (value) => value),
  };
};

const sorted = (claims: Claims): string =>
  JSON.stringify(
    Object.keys(claims)
      .sort()
      .map((name) => [name, claims[name]]),
  );
const only = (value: unknown, keys: string): Record<string, unknown> =>
  value && typeof value === "object" && Object.keys(value).sort().join() === keys ? { ...value } : {};

/** Whether the response has the form of the event's version, with these claims. */
export const isResponse = (
  response: unknown,
  version: string,
  { id, access }: { id: Claims; access: Claims },
): boolean => {
  if (version === "1") {
    const { claimsOverrideDetails: details } = only(response, "claimsOverrideDetails");
    const { claimsToAddOrOverride: found } = only(details, "claimsToAddOrOverride");
    return found !== undefined && sorted(found as Claims) === sorted(id);
  }
  const { claimsAndScopeOverrideDetails: details } = only(response, "claimsAndScopeOverrideDetails");
  const { idTokenGeneration, accessTokenGeneration } = only(details, "accessTokenGeneration,idTokenGeneration");
  const [forId, forAccess] = [idTokenGeneration, accessTokenGeneration].map(
    (token) => only(token, "claimsToAddOrOverride")["claimsToAddOrOverride"] as Claims | undefined,
  );
  return !!forId && !!forAccess && sorted(forId) === sorted(id) && sorted(forAccess) === sorted(access);
};
