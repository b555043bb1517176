import type { Item, Stored } from "./oracle-world.ts";

type Claims = Record<string, unknown>;

/** The settings that `declared` makes the bundles with: one claim of each source. */
export const declared = [
  { name: "plan", from: { profileClaim: "plan" }, tokens: ["id", "access"], otherwise: "free" },
  { name: "tenant", from: { profileClaim: "tenant" }, tokens: ["id", "access"] },
  { name: "roles", from: { profileClaim: "roles" }, tokens: ["access"] },
  { name: "duty", from: { groups: { administrators: "admin" } }, tokens: ["id"] },
  { name: "product", from: { constant: "suite" }, tokens: ["id", "access"] },
];

/** A stored value as a claim may have it; undefined for all others. */
const claimOf = (stored: Stored | undefined): unknown => {
  const [[type, value] = []] = Object.entries(stored ?? {});
  if (type === "S" || type === "BOOL") return value;
  if (type === "N") return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
  const items = type === "L" ? (value as Stored[]) : undefined;
  return items?.every((item) => "S" in item) ? items.map((item) => item["S"]) : undefined;
};

/** The claims of a person by what the table told, and nothing else. */
export const claimsOf = (row: Item | undefined, groups: unknown): { id: Claims; access: Claims } => {
  const held = (row?.["claims"]?.["M"] ?? {}) as Item;
  const own = { plan: claimOf(held["plan"]) ?? "free", tenant: claimOf(held["tenant"]) };
  const duty = Array.isArray(groups) && groups.includes("administrators") ? ["admin"] : undefined;
  return {
    id: { ...own, duty, product: "suite" },
    access: { ...own, roles: claimOf(held["roles"]), product: "suite" },
  };
};

const asText = (value: unknown): unknown => (typeof value === "string" ? value : JSON.stringify(value));
const sorted = (claims: Claims, first: boolean): string =>
  JSON.stringify(
    Object.keys(claims)
      .filter((name) => claims[name] !== undefined)
      .sort()
      .map((name) => [name, first ? asText(claims[name]) : claims[name]]),
  );
const only = (value: unknown, keys: string): Record<string, unknown> =>
  value && typeof value === "object" && Object.keys(value).sort().join() === keys ? { ...value } : {};

/** Whether the response has the shape for the event's version and these claims. */
export const isResponse = (
  response: unknown,
  version: string,
  { id, access }: { id: Claims; access: Claims },
): boolean => {
  if (version === "1") {
    const { claimsOverrideDetails: details } = only(response, "claimsOverrideDetails");
    const { claimsToAddOrOverride: found } = only(details, "claimsToAddOrOverride");
    return found !== undefined && sorted(found as Claims, false) === sorted(id, true);
  }
  const { claimsAndScopeOverrideDetails: details } = only(response, "claimsAndScopeOverrideDetails");
  const { idTokenGeneration, accessTokenGeneration } = only(details, "accessTokenGeneration,idTokenGeneration");
  const [forId, forAccess] = [idTokenGeneration, accessTokenGeneration].map(
    (token) => only(token, "claimsToAddOrOverride")["claimsToAddOrOverride"] as Claims | undefined,
  );
  return (
    !!forId &&
    !!forAccess &&
    sorted(forId, false) === sorted(id, false) &&
    sorted(forAccess, false) === sorted(access, false)
  );
};
