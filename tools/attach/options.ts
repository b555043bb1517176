import { resolve } from "node:path";
import { PreTokenGenerationLambdaVersionType } from "@aws-sdk/client-cognito-identity-provider";
import { describeUnknownName } from "../../schema/did-you-mean.ts";
import { root } from "../../schema/folder.ts";
import type { StageSettings } from "../../schema/read.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { type SuiteTrigger, suiteTriggers } from "../../src/runtime/trigger-names.ts";
import type { AttachOptions } from "./attach.ts";

/** Splits a list of names at commas. */
const splitNames = (text: string): string[] => text.split(/[\s,]+/).filter((name) => name !== "");

/** The triggers that --only names. Default: all. @throws SettingsError for an unknown trigger */
export const chooseTriggers = (only: string | undefined): SuiteTrigger[] => {
  const all = Object.keys(suiteTriggers) as SuiteTrigger[];
  if (only === undefined) return all;
  const names = splitNames(only);
  const wrong = names.length === 0 ? only : names.find((name) => !(all as string[]).includes(name));
  if (wrong !== undefined) throw new SettingsError(`--only: ${describeUnknownName("trigger", wrong, all)}`);
  return all.filter((name) => names.includes(name));
};

/** @throws SettingsError for a version that Cognito does not have */
export const readTokenVersion = (text: string): PreTokenGenerationLambdaVersionType => {
  const versions = Object.values(PreTokenGenerationLambdaVersionType);
  const version = versions.find((known) => known === text);
  if (!version) throw new SettingsError(`--token-version: ${describeUnknownName("version", text, versions)}`);
  return version;
};

/** @throws SettingsError if the pool is missing, ambiguous, or in another region than the stage */
export const choosePool = (
  stage: string,
  region: string,
  option: string | undefined,
  existing: string | undefined,
): string => {
  const id = option ?? existing;
  if (!id)
    throw new SettingsError(
      `Name the pool: set userPool.existing in config/${stage}.yml, or add --pool ${region}_AbCdEfGhI. A pool that the stack owns already has its triggers.`,
    );
  if (option && existing && option !== existing)
    throw new SettingsError(
      `--pool is ${option}, but userPool.existing in config/${stage}.yml is ${existing}. Remove --pool or correct it.`,
    );
  if (!/^[\w-]+_[0-9a-zA-Z]+$/.test(id))
    throw new SettingsError(`${id} is not a user pool ID. Write one such as ${region}_AbCdEfGhI.`);
  if (id.split("_")[0] !== region)
    throw new SettingsError(
      `The pool ${id} is not in ${region}, the region of stage ${stage}. A pool can only call functions in its own region.`,
    );
  return id;
};

type CommandOptions = Pick<AttachOptions, "folder"> & {
  pool?: string;
  backup?: string;
  only?: string;
  tokenVersion: string;
  without: string;
  dryRun?: boolean;
  yes?: boolean;
  undo?: boolean;
};

/** @throws SettingsError for an invalid option */
export const readAttachOptions = (
  { stage, name, region, userPool }: Pick<StageSettings, "stage" | "name" | "region" | "userPool">,
  { pool, only, tokenVersion, without, dryRun = false, yes = false, undo = false, backup, folder }: CommandOptions,
): AttachOptions => ({
  stage,
  name,
  userPoolId: choosePool(stage, region, pool, userPool.existing),
  triggers: chooseTriggers(only),
  tokenVersion: readTokenVersion(tokenVersion),
  without: splitNames(without),
  undo,
  backup,
  folder: resolve(root, folder),
  dryRun: dryRun || !yes,
});
