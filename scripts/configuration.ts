import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { SettingsError } from "../src/errors.ts";
import type { Suite } from "../src/settings.ts";
import { settingsProblems } from "./settings.ts";
import { stageSchema } from "./stage-schema.ts";

const root = resolve(import.meta.dirname, "..");
export const service = "cognito-trigger-suite";

/** A stage's settings, checked and with everything filled in that its file leaves out. */
export type StageSettings = z.output<ReturnType<typeof stageSchema>> & {
  stage: string;
  /** What the stack, the table, the pool and the configuration set are called. */
  name: string;
};

/** The suite's own commands have the option --config; the framework's, of the same name, is another. */
const isOwnCommand = (): boolean =>
  ["scripts", "local"].some((folder) => dirname(process.argv[1] ?? "").startsWith(join(root, folder)));

const optionIn = (words: readonly string[]): string | undefined => {
  const index = words.findIndex((word) => word === "--config" || word.startsWith("--config="));
  const word = words[index];
  return word?.includes("=") ? word.slice(word.indexOf("=") + 1) : word && (words[index + 1] ?? "");
};

/** The words of a command line without --config and its folder. */
export const withoutConfig = (words: readonly string[]): string[] => {
  const index = words.indexOf("--config");
  return words.filter((word, at) => !word.startsWith("--config=") && (index < 0 || (at !== index && at !== index + 1)));
};

/**
 * The folder of the settings: that of --config, else of SUITE_CONFIG, else the project's own.
 * @throws SettingsError when it does not exist
 */
export const configurationFolder = (
  words: readonly string[] = isOwnCommand() ? process.argv.slice(2) : [],
  environment: Record<string, string | undefined> = process.env,
): string => {
  const given = optionIn(words) ?? (environment["SUITE_CONFIG"] || undefined);
  if (given === undefined) return root;
  const folder = resolve(given);
  if (given === "" || !existsSync(folder) || !statSync(folder).isDirectory())
    throw new SettingsError(
      `--config ${given}: there is no such folder. Name one with suite.config.ts, config/<stage>.yml or both.`,
    );
  return folder;
};

/** Hands the chosen folder on to a child process. */
export const configurationEnvironment = (): { SUITE_CONFIG?: string } =>
  configurationFolder() === root ? {} : { SUITE_CONFIG: configurationFolder() };

/** Where a file of the settings is: in the chosen folder, or in the project where that lacks it. */
export const configurationFile = (path: string, folder = configurationFolder()): string =>
  existsSync(join(folder, path)) ? join(folder, path) : join(root, path);

/** How messages name a file of the settings: as a path from where the command was typed. */
const shownFile = (path: string, folder: string): string => relative(process.cwd(), configurationFile(path, folder));

/**
 * The settings of all stages: the chosen folder's suite.config.ts, or the project's.
 * @throws SettingsError with file and line when it is no TypeScript or fails while it is loaded
 */
export const readSuite = (folder = configurationFolder()): Suite => {
  const file = configurationFile("suite.config.ts", folder);
  try {
    return (createRequire(import.meta.url)(file) as { default: Suite }).default;
  } catch (error) {
    const { name, message, stack } = error as Error;
    const [, line] = /suite\.config\.ts:(\d+)/.exec(stack ?? "") ?? [];
    throw new SettingsError(
      `${shownFile("suite.config.ts", folder)}${line ? `:${line}` : ""}: ${name}: ${message}. Correct what stands there.`,
    );
  }
};

/** The stages that have a file in this folder itself. */
export const stageFilesOf = (folder: string): string[] =>
  existsSync(join(folder, "config"))
    ? readdirSync(join(folder, "config")).flatMap((file) =>
        file.endsWith(".yml") ? [file.slice(0, -".yml".length)] : [],
      )
    : [];

/** The stages that have a file, in the chosen folder or in the project. */
export const stageNames = (folder = configurationFolder()): string[] =>
  [...new Set([...stageFilesOf(root), ...stageFilesOf(folder)])].sort();

// The framework has more such variables; in a file that is checked before a deployment only this one has a value.
const variable = /\$\{env:(\w+)(?:,\s*(?:'([^']*)'|"([^"]*)"))?\}/g;

const withEnvironment = (text: string, environment: Record<string, string | undefined>): string =>
  text.replace(variable, (whole, name, single, double) => environment[name] ?? single ?? double ?? whole);

/** How messages name a stage's file. */
export const stageFile = (stage: string, folder = configurationFolder()): string =>
  shownFile(`config/${stage}.yml`, folder);

/**
 * A stage's file as it is written, with `${env:NAME, 'otherwise'}` replaced; unchecked.
 * @throws SettingsError with file, line and column when it is no YAML
 */
export const readStage = (stage: string, folder = configurationFolder(), environment = process.env): unknown => {
  const text = withEnvironment(readFileSync(configurationFile(`config/${stage}.yml`, folder), "utf8"), environment);
  try {
    return parse(text) ?? {};
  } catch (error) {
    const [reason] = (error as Error).message.split(/:?\n/);
    throw new SettingsError(`${stageFile(stage, folder)}: ${reason}. Correct the YAML there.`);
  }
};

/**
 * A stage's settings, checked and filled in.
 * @throws SettingsError naming everything that is wrong in suite.config.ts and in the stage's file: file, setting, fix
 */
export const readStageSettings = (stage: string, folder = configurationFolder()): StageSettings => {
  const file = configurationFile(`config/${stage}.yml`, folder);
  if (!existsSync(file))
    throw new SettingsError(
      `There is no config/${stage}.yml. Stages are ${stageNames(folder).join(", ")}; a new file makes another.`,
    );
  const raw = readStage(stage, folder);
  const problems = settingsProblems(readSuite(folder), { [stage]: raw }, { [stage]: stageFile(stage, folder) });
  refuseProblems(problems);
  return { ...stageSchema(stage).parse(raw), stage, name: `${service}-${stage}` };
};

/** @throws SettingsError with a line for each problem, where there is one */
export const refuseProblems = (problems: readonly string[]): void => {
  if (problems.length > 0)
    throw new SettingsError(`Settings to correct:\n${problems.map((line) => `  ${line}`).join("\n")}`);
};
