import { toClaimValue } from "../../src/rules/tokens/claim-value.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { ClaimValue } from "../../src/settings/claims.ts";

/** The new value of each claim that changes; undefined takes it away. */
export type Changes = Record<string, ClaimValue | undefined>;

const isJson = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?|[[{"][\s\S]*)$/;

const parse = (name: string, typed: string): unknown => {
  try {
    return JSON.parse(typed);
  } catch (error) {
    throw new SettingsError(
      `${name}=${typed} begins as JSON and is none: ${(error as Error).message}. A shell may have taken its quotes: write '${name}=["admin"]'.`,
    );
  }
};

/**
 * The value as typed: `true`, `false`, a number, and what begins as a list, an object or a string in double quotes is JSON;
 * all else is a string as it stands.
 */
const readValue = (name: string, typed: string): ClaimValue | undefined => {
  if (typed === "") return undefined;
  if (!isJson.test(typed)) return typed.toWellFormed();
  const value = toClaimValue(parse(name, typed));
  if (value === undefined)
    throw new SettingsError(
      `${name}=${typed} is no claim: null, numbers beyond 2^53 and more than 8 levels cannot stand in one. To take it away: ${name}=`,
    );
  return value;
};

/**
 * `name=value` to set, `name=` to take away, and the names of --remove.
 * @throws SettingsError for what is neither, for a name given twice, or for one that no claim comes from
 */
export const readAssignments = (
  words: readonly string[],
  removed: readonly string[],
  allowed: readonly string[],
): Changes => {
  const wrong = words.find((word) => word.indexOf("=") < 1);
  if (wrong !== undefined)
    throw new SettingsError(`"${wrong}" is no change: write plan=pro, or plan= to take it away.`);
  const pairs = [
    ...words.map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] as const),
    ...removed.map((name) => [name, ""] as const),
  ];
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new SettingsError(`${twice} is given twice.`);
  const unknown = names.filter((name) => !allowed.includes(name));
  if (unknown.length > 0)
    throw new SettingsError(
      allowed.length > 0
        ? `No claim comes from ${unknown.join(", ")}. suite.config.ts names ${allowed.join(", ")} as a profileClaim.`
        : "No claim of suite.config.ts comes from the PROFILE row: give one from: { profileClaim: … } first.",
    );
  if (names.length === 0) throw new SettingsError("Nothing to change: write plan=pro, or plan= to take it away.");
  return Object.fromEntries(pairs.map(([name, typed]) => [name, readValue(name, typed)]));
};
