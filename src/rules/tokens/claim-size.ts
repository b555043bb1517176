import type { ClaimValue } from "../../settings/claims.ts";

/**
 * The bytes of JSON that the suite may add to one token. With Cognito's own claims, a token stays below 3,200 bytes and
 * fits into a cookie of 4,096 with its name and attributes.
 */
export const claimsBudget = 1_400;

/** The part of the budget for a federated user's `identities` in the ID token, which only Cognito writes. */
export const maxIdentityBytes = 400;

/** The bytes that are available for every user, and the limit for values that are the same in every token. */
export const certainBudget = claimsBudget - maxIdentityBytes;

/** The bytes of an empty object, minus the comma that the first entry does not need. */
export const emptyBytes = 1;

/** The bytes of a claim in JSON, with its comma. */
export const claimBytesOf = (name: string, value: ClaimValue): number =>
  Buffer.byteLength(JSON.stringify(name)) + Buffer.byteLength(JSON.stringify(value)) + 2;

/** The bytes of added scopes, each with a space. */
export const scopeBytesOf = (scopes: readonly string[]): number =>
  scopes.reduce((sum, scope) => sum + scope.length + 1, 0);

/** The bytes of added groups in JSON, each with its comma. */
export const groupBytesOf = (groups: readonly string[]): number =>
  groups.reduce((sum, group) => sum + Buffer.byteLength(JSON.stringify(group)) + 1, 0);

export type ClaimEntry = {
  name: string;
  value: ClaimValue;
  otherwise?: ClaimValue | undefined;
  required?: boolean | undefined;
  priority?: number | undefined;
};

type TrimmedClaims = {
  claims: Record<string, ClaimValue>;
  /** Claims that were replaced by their `otherwise` or removed. */
  trimmed: string[];
  /** Required claims that do not fit even alone; no token is issued then. */
  tooLarge: string[];
};

/**
 * Trims claims to `budget` bytes. A claim that cannot fit beside the required ones goes first, so that it displaces no
 * other; then the claim with the lowest priority, and of equal ones the last declared. A claim is replaced by its
 * `otherwise`, or removed. Takes linear time.
 */
export const trimClaims = (entries: readonly ClaimEntry[], budget = claimsBudget): TrimmedClaims => {
  const sized = entries.map((entry) => withSize(entry, entry.value));
  const required = sized.filter((entry) => entry.required);
  const room = budget - emptyBytes - sumBytes(required);
  if (room < 0) return { claims: {}, trimmed: [], tooLarge: required.map(({ name }) => name) };

  const held = new Map(sized.map((entry) => [entry.name, entry]));
  const trimmed = new Set<string>();
  let over = sumBytes(sized) - sumBytes(required) - room;
  const replace = ({ name }: ClaimEntry, instead: Sized | undefined) => {
    over += (instead?.bytes ?? 0) - (held.get(name)?.bytes ?? 0);
    if (instead) held.set(name, instead);
    else held.delete(name);
    trimmed.add(name);
  };
  const order = sortLowestFirst(sized, room);
  for (const entry of order) if (over > 0) replace(entry, fallbackOf(entry));
  for (const entry of order) if (over > 0) replace(entry, undefined);
  const claims = Object.fromEntries([...held.values()].map(({ name, value }) => [name, value]));
  return { claims, trimmed: [...trimmed], tooLarge: [] };
};

type Sized = ClaimEntry & { bytes: number };

const withSize = (entry: ClaimEntry, value: ClaimValue): Sized => ({
  ...entry,
  value,
  bytes: claimBytesOf(entry.name, value),
});

const sumBytes = (entries: readonly Sized[]): number => entries.reduce((all, { bytes }) => all + bytes, 0);

const sortLowestFirst = (entries: readonly Sized[], room: number): Sized[] =>
  entries
    .filter(({ required }) => !required)
    .reverse()
    .sort(
      (one, other) =>
        Number(other.bytes > room) - Number(one.bytes > room) || (one.priority ?? 0) - (other.priority ?? 0),
    );

const fallbackOf = (entry: Sized): Sized | undefined => {
  const instead = entry.otherwise === undefined ? undefined : withSize(entry, entry.otherwise);
  return instead && instead.bytes < entry.bytes ? instead : undefined;
};
