import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { SettingsError } from "../src/runtime/errors.ts";
import { service } from "../src/runtime/service.ts";
import type { Suite } from "../src/settings/suite.ts";
import { chooseStage } from "./choose-stage.ts";
import {
  displayPath,
  type Environment,
  readSuite,
  resolveSettingsFile,
  resolveSettingsFolder,
  root,
} from "./folder.ts";
import { findSettingsProblems } from "./problems.ts";
import { stageSchema } from "./stage/schema.ts";

/** A stage's settings, checked and with defaults. */
export type StageSettings = z.output<ReturnType<typeof stageSchema>> & {
  stage: string;
  /** The name of the stack, the table, the pool and the configuration set. */
  name: string;
};

/** The settings of one folder, which a command reads once and passes on. */
export type Project = {
  /** The folder whose suite.config.ts and config/ override the project's. */
  folder: string;
  /** The command's environment, so that child processes find the same folder. */
  environment: Environment;
  /** As written; `problems` and `stage` check it. */
  suite: Suite;
  /** The stages with a file in the folder or in the project. */
  stages: readonly string[];
  /** @throws SettingsError with a line for each problem in suite.config.ts and in the stage's file */
  stage: (name: string) => StageSettings;
  /** All problems in suite.config.ts and in the stage files of the folder itself, one line each. */
  problems: () => string[];
  /** The path of a settings file for messages. */
  displayPath: (path: string) => string;
};

const stagePathOf = (stage: string): string => `config/${stage}.yml`;

const listStages = (folder: string): string[] =>
  existsSync(join(folder, "config"))
    ? readdirSync(join(folder, "config")).flatMap((file) =>
        file.endsWith(".yml") ? [file.slice(0, -".yml".length)] : [],
      )
    : [];

// The framework has more such variables. Before a deployment, only this one has a value.
const environmentVariable = /\$\{env:(\w+)(?:,\s*(?:'([^']*)'|"([^"]*)"))?\}/g;

const fillInEnvironment = (text: string, environment: Environment): string =>
  text.replace(environmentVariable, (whole, name, single, double) => environment[name] ?? single ?? double ?? whole);

/** A stage's file with `${env:NAME, 'otherwise'}` replaced; unchecked. */
const readStage = (stage: string, folder: string, environment: Environment): unknown => {
  const file = stagePathOf(stage);
  const text = fillInEnvironment(readFileSync(resolveSettingsFile(folder, file), "utf8"), environment);
  try {
    return parse(text) ?? {};
  } catch (error) {
    const [reason] = (error as Error).message.split(/:?\n/);
    throw new SettingsError(`${displayPath(folder, file)}: ${reason}. Correct the YAML.`);
  }
};

/**
 * Opens the settings in the folder of --config, else of SUITE_CONFIG, else of the project.
 * @throws SettingsError if the folder does not exist or its suite.config.ts cannot be loaded
 */
export const openProject = (given: string | undefined, environment: Environment): Project => {
  const folder = resolveSettingsFolder(given, environment);
  const suite = readSuite(folder);
  const stages = [...new Set([...listStages(root), ...listStages(folder)])].sort();
  const shown = (path: string): string => displayPath(folder, path);
  const read = (names: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(names.map((name) => [name, readStage(name, folder, environment)]));
  const problemsOf = (raw: Record<string, unknown>): string[] =>
    findSettingsProblems(
      suite,
      raw,
      Object.fromEntries(Object.keys(raw).map((name) => [name, shown(stagePathOf(name))])),
    );
  return {
    folder,
    environment: { ...environment, SUITE_CONFIG: folder },
    suite,
    stages,
    stage: (name) => {
      const raw = read([chooseStage(stages, name)]);
      throwProblems(problemsOf(raw));
      return { ...stageSchema(name).parse(raw[name]), stage: name, name: `${service}-${name}` };
    },
    problems: () => problemsOf(read(listStages(folder))),
    displayPath: shown,
  };
};

/** @throws SettingsError with a line for each problem, if there are any */
export const throwProblems = (problems: readonly string[]): void => {
  if (problems.length > 0)
    throw new SettingsError(`Settings to correct:\n${problems.map((line) => `  ${line}`).join("\n")}`);
};
