import type { ClaimValue } from "../../src/claim-settings.ts";
import { SettingsError } from "../../src/errors.ts";
import { claimValue } from "../../src/rules/claim-value.ts";

/** What becomes of which claim of a PROFILE row. */
export type Changes = { set: Record<string, ClaimValue>; remove: string[] };

const isJson = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?|[[{"][\s\S]*)$/;

/**
 * The value as typed: `true`, `false`, a number, and what begins as a list, an object or a text in double quotes is JSON;
 * all else is text as it stands.
 */
const readValue = (name: string, typed: string): ClaimValue => {
  if (!isJson.test(typed)) return typed.toWellFormed();
  let parsed: unknown;
  try {
    parsed = JSON.parse(typed);
  } catch (error) {
    throw new SettingsError(
      `${name}=${typed} begins as JSON and is none: ${(error as Error).message}. A shell may have taken its quotes: write '${name}=["admin"]'.`,
    );
  }
  const value = claimValue(parsed);
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
  const pairs = words.map((word) => /^([^=]+)=([\s\S]*)$/.exec(word) ?? [word]);
  const wrong = pairs.find(([, name]) => name === undefined);
  if (wrong) throw new SettingsError(`"${wrong[0]}" is no change: write plan=pro, or plan= to take it away.`);
  const names = [...pairs.map(([, name = ""]) => name), ...removed];
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
  return {
    set: Object.fromEntries(
      pairs.filter(([, , typed]) => typed !== "").map(([, name = "", typed = ""]) => [name, readValue(name, typed)]),
    ),
    remove: [...pairs.filter(([, , typed]) => typed === "").map(([, name = ""]) => name), ...removed],
  };
};
