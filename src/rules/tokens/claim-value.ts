import type { ClaimValue } from "../../settings/claims.ts";
import { claimsBudget } from "./claim-size.ts";

/** Deeper than any claim needs, and no deeper than what reads it should have to go. */
const maxDepth = 8;

/** Keys that change an object's prototype where a reader copies them. */
const dangerous = ["__proto__", "constructor", "prototype"];

const isPlainObject = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value));

/**
 * A copy of what may stand in a token, with well-formed texts; undefined where any part of it is none: numbers without end
 * or beyond 2^53, `null`, functions, promises, bytes, more than 8 levels; or where it has more than the 1,400 bytes of a
 * token. A set of texts, as DynamoDB has it, is a list. What is too large is left early, so time has a bound.
 */
export const toClaimValue = (value: unknown): ClaimValue | undefined => {
  const claim = copyValue(value, maxDepth, { bytes: claimsBudget });
  return claim !== undefined && Buffer.byteLength(JSON.stringify(claim)) > claimsBudget ? undefined : claim;
};

/** `left` counts no more than the JSON will have: a text or key its characters, a further item its comma. */
const copyValue = (value: unknown, levels: number, left: { bytes: number }): ClaimValue | undefined => {
  if (typeof value === "string") {
    left.bytes -= value.length;
    return left.bytes < 0 ? undefined : value.toWellFormed();
  }
  if (typeof value === "boolean") return value;
  if (typeof value === "number")
    return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
  if (typeof value !== "object" || value === null || levels === 0) return undefined;
  if (value instanceof Set) return copyValue(Array.from(value), levels, left);
  if (Array.isArray(value)) {
    const items: ClaimValue[] = [];
    left.bytes -= value.length;
    for (const held of value) {
      const item = left.bytes < 0 ? undefined : copyValue(held, levels - 1, left);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }
  return isPlainObject(value) ? copyObject(value as Record<string, unknown>, levels, left) : undefined;
};

const copyObject = (
  value: Record<string, unknown>,
  levels: number,
  left: { bytes: number },
): ClaimValue | undefined => {
  const entries: Array<[string, ClaimValue]> = [];
  for (const key of Object.keys(value)) {
    left.bytes -= key.length + 1;
    const held = left.bytes < 0 || dangerous.includes(key) ? undefined : copyValue(value[key], levels - 1, left);
    if (held === undefined) return undefined;
    entries.push([key.toWellFormed(), held]);
  }
  return Object.fromEntries(entries);
};
