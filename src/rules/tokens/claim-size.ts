import type { ClaimValue } from "../../settings/claims.ts";

/**
 * Bytes of claims as JSON that the suite puts into one token. With what Cognito itself writes, a token stays below 3,200
 * bytes, and fits into a cookie of 4,096 with room for its name and attributes.
 */
export const claimsBudget = 1_400;

/** Of these, what a federated person's `identities` take in the ID token at most: Cognito writes them, and no user can. */
export const maxIdentityBytes = 400;

/** Bytes that are left whoever it is, and that what is the same in every token may have. */
export const certainBudget = claimsBudget - maxIdentityBytes;

/** Bytes of an empty object but for the comma that its first entry does not need. */
export const emptyBytes = 1;

/** Bytes of a claim and its comma in the token's JSON. */
export const claimBytes = (name: string, value: ClaimValue): number =>
  Buffer.byteLength(JSON.stringify(name)) + Buffer.byteLength(JSON.stringify(value)) + 2;

/** Bytes of added scopes, each with the space before it. */
export const scopeBytes = (scopes: readonly string[]): number =>
  scopes.reduce((sum, scope) => sum + scope.length + 1, 0);

/** Bytes of added groups as JSON, each with its comma. */
export const groupBytes = (groups: readonly string[]): number =>
  groups.reduce((sum, group) => sum + Buffer.byteLength(JSON.stringify(group)) + 1, 0);

export type ClaimEntry = {
  name: string;
  value: ClaimValue;
  otherwise?: ClaimValue | undefined;
  required?: boolean | undefined;
  priority?: number | undefined;
};

export type TrimmedClaims = {
  claims: Record<string, ClaimValue>;
  /** Claims that fell back to their `otherwise` or were left out. */
  trimmed: string[];
  /** Required claims that do not fit even when alone; there is no token then. */
  tooLarge: string[];
};

/**
 * Claims within `budget` bytes. One that cannot fit beside the required ones goes first, so that it takes no other with it;
 * then the one of the lowest priority, of equal ones the last declared. It falls back to its `otherwise`, or is left out.
 * Time grows with the number of claims and their bytes.
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
  bytes: claimBytes(entry.name, value),
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
