import { isObject } from "../schema/is-object.ts";

/**
 * Lambda's event filtering, with the comparisons that the suite uses: equality, `prefix`, `suffix`, `exists`,
 * `anything-but`.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
const matchesRule = (value: unknown, rule: unknown): boolean => {
  if (!isObject(rule)) return value === rule;
  if ("exists" in rule) return (value !== undefined) === rule["exists"];
  if ("prefix" in rule) return typeof value === "string" && value.startsWith(String(rule["prefix"]));
  if ("suffix" in rule) return typeof value === "string" && value.endsWith(String(rule["suffix"]));
  if ("anything-but" in rule) return value !== undefined && ![rule["anything-but"]].flat().includes(value);
  throw new Error(`The filter rule ${JSON.stringify(rule)} is unknown. Add it to local/filter-patterns.ts.`);
};

const matchesPattern = (value: unknown, pattern: unknown): boolean => {
  if (Array.isArray(pattern)) return pattern.some((rule) => matchesRule(value, rule));
  if (!isObject(pattern)) return false;
  return Object.entries(pattern).every(([key, part]) => matchesPattern(isObject(value) ? value[key] : undefined, part));
};

/** Whether an event source mapping with these patterns passes the record to its function. */
export const passesFilter = (record: unknown, patterns: readonly unknown[]): boolean =>
  patterns.length === 0 || patterns.some((pattern) => matchesPattern(record, pattern));
