import type {
  CognitoIdentityProviderClient,
  LambdaConfigType,
  PreTokenGenerationLambdaVersionType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import { SettingsError } from "../../src/runtime/errors.ts";
import { type SuiteTrigger, suiteTriggers } from "../../src/runtime/trigger-names.ts";
import { readBackup, readLatestBackup, saveBackup, saveInput } from "./backups.ts";
import { changeTriggers, type Outcome, triggersOf } from "./change-triggers.ts";
import { type AttachFindings, checkFunctions, checkPool } from "./findings.ts";
import { type FunctionFacts, readForeignFunction, readFunction } from "./functions.ts";
import { changesBetween, describeChanges, withOneTokenMember, withSuite } from "./triggers.ts";
import { readUserPool, updateUserPool } from "./user-pool.ts";

export type AttachOptions = {
  stage: string;
  /** The prefix of the stage's function names. */
  name: string;
  userPoolId: string;
  triggers: readonly SuiteTrigger[];
  tokenVersion: PreTokenGenerationLambdaVersionType;
  /** Members that the SDK does not know and an update may lose. */
  without: readonly string[];
  /** Restores the pool's earlier triggers from `backup`, or from the latest file in `folder`. */
  undo: boolean;
  backup?: string | undefined;
  folder: string;
  dryRun: boolean;
};

type AttachDependencies = {
  cognito: CognitoIdentityProviderClient;
  lambda: LambdaClient;
  print: (line: string) => void;
};

/** The triggers that the pool will have, and the functions that it will call and does not call yet. */
type Target = { config: LambdaConfigType; functions: FunctionFacts[] };

const findSuiteTarget = async (
  before: LambdaConfigType,
  { name, triggers, tokenVersion }: AttachOptions,
  { lambda }: AttachDependencies,
): Promise<Target> => {
  const read = readFunction(lambda);
  const functions = await Promise.all(triggers.map((trigger) => read(`${name}-${suiteTriggers[trigger]}`)));
  const arns = triggers.flatMap((trigger, at) => (functions[at]?.arn ? [[trigger, functions[at].arn]] : []));
  return { config: withSuite(before, Object.fromEntries(arns), tokenVersion), functions };
};

/** Reads the target from a backup. Its functions may belong to the suite or not. */
const readEarlierTarget = async (
  before: LambdaConfigType,
  { userPoolId, backup: chosen, folder }: AttachOptions,
  { lambda, print }: AttachDependencies,
): Promise<Target> => {
  const { file, backup } = chosen
    ? { file: chosen, backup: await readBackup(chosen, userPoolId) }
    : await readLatestBackup(folder, userPoolId);
  print(`Restoring the triggers of ${backup.at} from ${file}`);
  const config = withOneTokenMember(triggersOf(backup));
  const arns = changesBetween(before, config).flatMap(({ to, changes }) => (to && changes ? [to.arn] : []));
  return { config, functions: await Promise.all(arns.map(readForeignFunction(lambda))) };
};

const reportFindings = (findings: readonly AttachFindings[], print: AttachDependencies["print"]): void => {
  for (const warning of findings.flatMap(({ warnings }) => warnings)) print(`Warning: ${warning}`);
  const problems = findings.flatMap(({ problems }) => problems);
  if (problems.length > 0)
    throw new SettingsError(`Nothing was changed:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
};

const describeLoss = ({ lost, backupFile, wayBack }: Outcome): string =>
  [
    "THE POOL LOST SETTINGS. The triggers are as shown, but the update also changed:",
    ...lost.map((line) => `  ${line}`),
    `The backup ${backupFile} has all earlier settings. To restore them, including the earlier triggers, run:`,
    ...wayBack.map((command) => `  ${command}`),
  ].join("\n");

/**
 * Makes a stage's functions the triggers of a pool, or restores its earlier triggers. Changes no other setting.
 * @throws SettingsError if a finding prevents the update, or if the update changed other settings
 */
export const attach = async (options: AttachOptions, dependencies: AttachDependencies): Promise<void> => {
  const { stage, name, userPoolId, without, undo, folder, dryRun } = options;
  const { cognito, print } = dependencies;
  const read = () => readUserPool(cognito)(userPoolId);
  const seen = await read();
  const before = triggersOf(seen);
  const { config, functions } = await (undo ? readEarlierTarget : findSuiteTarget)(before, options, dependencies);

  const changes = changesBetween(before, config);
  print(`LambdaConfig of ${userPoolId} (${seen.pool["Name"]}):`);
  for (const line of describeChanges(changes)) print(line);
  const isOurs = (arn: string): boolean => arn.includes(`:function:${name}-`);
  const findings = [
    checkPool(seen.pool, config, changes, isOurs, without),
    checkFunctions(seen.pool, stage, functions),
  ];
  reportFindings(findings, print);
  if (!changes.some(({ changes: differs }) => differs)) return print("Nothing to change.");
  if (dryRun) return print("Nothing was changed. To make the changes, add --yes.");

  const change = changeTriggers({
    read,
    update: updateUserPool(cognito),
    save: (backup) => saveBackup(folder, backup),
    saveInput,
    now: () => new Date(),
  });
  const outcome = await change(seen, config, undo);
  if (outcome.lost.length > 0) throw new SettingsError(describeLoss(outcome));
  print(`Done. All other settings of the pool are unchanged. Backup: ${outcome.backupFile}`);
  if (!undo) print(`To undo: npx suite attach --stage ${stage} --pool ${userPoolId} --undo --yes`);
};
