import type { ClaimValue } from "../../settings/claims.ts";
import { claimsBudget } from "./claim-size.ts";

/** More levels than any claim needs. */
const maxDepth = 8;

/** Keys that change an object's prototype if a reader copies them. */
const dangerous = ["__proto__", "constructor", "prototype"];

const isPlainObject = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value));

/**
 * A copy that is valid in a token, with well-formed strings. Undefined if any part is invalid (`null`, functions,
 * promises, bytes, infinite numbers, numbers beyond 2^53, more than 8 levels), or if it exceeds 1,400 bytes. A Set, as
 * DynamoDB returns it, becomes a list. Large values are abandoned early, so the time is bounded.
 */
export const toClaimValue = (value: unknown): ClaimValue | undefined => {
  const claim = copyValue(value, maxDepth, { bytes: claimsBudget });
  return claim !== undefined && Buffer.byteLength(JSON.stringify(claim)) > claimsBudget ? undefined : claim;
};

/** `left` never counts more than the JSON will have: the characters of a string or key, the comma of an item. */
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
