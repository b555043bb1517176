import { resolve } from "node:path";
import { PreTokenGenerationLambdaVersionType } from "@aws-sdk/client-cognito-identity-provider";
import { type SuiteTrigger, suiteTriggers } from "../../infra/trigger-names.ts";
import { root } from "../../schema/folder.ts";
import type { StageSettings } from "../../schema/read.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Options } from "./attach.ts";

/** A list of names, separated by commas. */
const namesIn = (text: string): string[] => text.split(/[\s,]+/).filter((name) => name !== "");

/** The triggers to attach: all, or those of --only. @throws SettingsError for a name that is no trigger of the suite. */
export const chosenTriggers = (only: string | undefined): SuiteTrigger[] => {
  const all = Object.keys(suiteTriggers) as SuiteTrigger[];
  if (only === undefined) return all;
  const names = namesIn(only);
  const wrong = names.filter((name) => !(all as string[]).includes(name));
  if (wrong.length > 0 || names.length === 0)
    throw new SettingsError(`--only ${only}: the suite's triggers are ${all.join(", ")}.`);
  return all.filter((name) => names.includes(name));
};

/** The version of token events. @throws SettingsError for none of Cognito's. */
export const readTokenVersion = (text: string): PreTokenGenerationLambdaVersionType => {
  const version = Object.values(PreTokenGenerationLambdaVersionType).find((known) => known === text);
  if (!version)
    throw new SettingsError(
      `--token-version ${text}: versions are ${Object.values(PreTokenGenerationLambdaVersionType).join(", ")}.`,
    );
  return version;
};

/** The pool to work on. @throws SettingsError when it is named nowhere, twice, or in another region than the stage. */
export const chosenPool = (
  stage: string,
  region: string,
  option: string | undefined,
  existing: string | undefined,
): string => {
  const id = option ?? existing;
  if (!id)
    throw new SettingsError(
      `Name the pool: userPool.existing in config/${stage}.yml, or --pool ${region}_AbCdEfGhI. A pool that the stack owns has its triggers.`,
    );
  if (option && existing && option !== existing)
    throw new SettingsError(`--pool is ${option}, but userPool.existing in config/${stage}.yml is ${existing}.`);
  if (!/^[\w-]+_[0-9a-zA-Z]+$/.test(id))
    throw new SettingsError(`${id} is no pool id: it looks like ${region}_AbCdEfGhI.`);
  if (id.split("_")[0] !== region)
    throw new SettingsError(
      `The pool ${id} is not in ${region}, the region of stage ${stage}: a pool calls functions of its own region.`,
    );
  return id;
};

type Typed = Pick<Options, "folder"> & {
  pool?: string;
  backup?: string;
  only?: string;
  tokenVersion: string;
  without: string;
  dryRun?: boolean;
  yes?: boolean;
  undo?: boolean;
};

/** The options as typed, for a stage. @throws SettingsError for those that mean nothing. */
export const readAttachOptions = (
  { stage, name, region, userPool }: Pick<StageSettings, "stage" | "name" | "region" | "userPool">,
  { pool, only, tokenVersion, without, dryRun = false, yes = false, undo = false, backup, folder }: Typed,
): Options => ({
  stage,
  name,
  userPoolId: chosenPool(stage, region, pool, userPool.existing),
  triggers: chosenTriggers(only),
  tokenVersion: readTokenVersion(tokenVersion),
  without: namesIn(without),
  undo,
  backup,
  folder: resolve(root, folder),
  dryRun: dryRun || !yes,
});
