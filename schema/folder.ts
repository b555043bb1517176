import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { SettingsError } from "../src/runtime/errors.ts";
import type { Suite } from "../src/settings/suite.ts";

/** The project's own folder, for the files that a settings folder lacks. */
export const root = resolve(import.meta.dirname, "..");

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder of the settings: that of --config, else of SUITE_CONFIG, else the project.
 * @throws SettingsError if it does not exist
 */
export const resolveSettingsFolder = (given: string | undefined, environment: Environment): string => {
  const named = given ?? (environment["SUITE_CONFIG"] || undefined);
  if (named === undefined) return root;
  const folder = resolve(named);
  if (named === "" || !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new SettingsError(
      `${given === undefined ? "SUITE_CONFIG" : "--config"} ${named}: no such folder. Name a folder with suite.config.ts, config/<stage>.yml or both.`,
    );
  return folder;
};

/** The path of a settings file: in the folder, or in the project if the folder lacks it. */
export const resolveSettingsFile = (folder: string, path: string): string =>
  existsSync(join(folder, path)) ? join(folder, path) : join(root, path);

/** The path for messages, relative to the working directory. */
export const displayPath = (folder: string, path: string): string =>
  relative(process.cwd(), resolveSettingsFile(folder, path));

/**
 * The suite.config.ts of a folder, unchecked.
 * @throws SettingsError with file and line if it cannot be loaded
 */
export const readSuite = (folder: string): Suite => {
  try {
    return (createRequire(import.meta.url)(resolveSettingsFile(folder, "suite.config.ts")) as { default: Suite })
      .default;
  } catch (error) {
    const { name, message, stack } = error as Error;
    const [, line] = /suite\.config\.ts:(\d+)/.exec(stack ?? "") ?? [];
    throw new SettingsError(
      `${displayPath(folder, "suite.config.ts")}${line ? `:${line}` : ""}: ${name}: ${message}. Correct the file.`,
    );
  }
};
