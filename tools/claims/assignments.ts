import { didYouMean } from "../../schema/did-you-mean.ts";
import { toClaimValue } from "../../src/rules/tokens/claim-value.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { ClaimValue } from "../../src/settings/claims.ts";

/** The new value of each claim that changes; undefined removes it. */
export type ClaimChanges = Record<string, ClaimValue | undefined>;

const isJson = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?|[[{"][\s\S]*)$/;

const parseJson = (name: string, typed: string): unknown => {
  try {
    return JSON.parse(typed);
  } catch (error) {
    throw new SettingsError(
      `${name}=${typed} is not valid JSON: ${(error as Error).message}. The shell may have removed its quotes. Write '${name}=["admin"]'.`,
    );
  }
};

/** Reads `true`, `false`, numbers, lists, objects and quoted strings as JSON, and other text as a string. */
const readValue = (name: string, typed: string): ClaimValue | undefined => {
  if (typed === "") return undefined;
  if (!isJson.test(typed)) return typed.toWellFormed();
  const value = toClaimValue(parseJson(name, typed));
  if (value === undefined)
    throw new SettingsError(
      `${name}=${typed} is not a claim value: null, numbers beyond 2^53 and more than 8 levels are not allowed. To remove the claim, write ${name}=`,
    );
  return value;
};

/**
 * Reads `name=value` to set, `name=` to remove, and the names of --remove.
 * @throws SettingsError for other words, a repeated name, or a name that no claim uses
 */
export const readAssignments = (
  words: readonly string[],
  removed: readonly string[],
  allowed: readonly string[],
): ClaimChanges => {
  const wrong = words.find((word) => word.indexOf("=") < 1);
  if (wrong !== undefined)
    throw new SettingsError(`"${wrong}" is not a change. Write plan=pro, or plan= to remove it.`);
  const pairs = [
    ...words.map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] as const),
    ...removed.map((name) => [name, ""] as const),
  ];
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new SettingsError(`${twice} is given twice. Write it once.`);
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown !== undefined)
    throw new SettingsError(
      allowed.length > 0
        ? `No claim uses ${unknown}${didYouMean(unknown, allowed) || "."} suite.config.ts names ${allowed.join(", ")} as a profileClaim.`
        : "No claim of suite.config.ts comes from the PROFILE row. Give one from: { profileClaim: … } first.",
    );
  if (names.length === 0) throw new SettingsError("There is nothing to change. Write plan=pro, or plan= to remove it.");
  return Object.fromEntries(pairs.map(([name, typed]) => [name, readValue(name, typed)]));
};
