import type {
  CognitoIdentityProviderClient,
  LambdaConfigType,
  PreTokenGenerationLambdaVersionType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import { type SuiteTrigger, suiteTriggers } from "../../infra/trigger-names.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { latestBackup, readBackup, saveBackup, saveInput } from "./backups.ts";
import { changeTriggers, type Outcome, triggersOf } from "./change-triggers.ts";
import { type Findings, functionFindings, poolFindings } from "./findings.ts";
import { type FunctionFacts, readForeignFunction, readFunction } from "./functions.ts";
import { changeLines, changesBetween, withOneTokenMember, withSuite } from "./triggers.ts";
import { readUserPool, updateUserPool } from "./user-pool.ts";

export type Options = {
  stage: string;
  /** What the names of the stage's functions begin with. */
  name: string;
  userPoolId: string;
  triggers: readonly SuiteTrigger[];
  tokenVersion: PreTokenGenerationLambdaVersionType;
  /** Members of the pool that the SDK does not know and that an update may lose. */
  without: readonly string[];
  /** Gives back the triggers that the pool had before: by `backup`, else by the latest file in `folder`. */
  undo: boolean;
  backup?: string | undefined;
  folder: string;
  dryRun: boolean;
};

export type Dependencies = {
  cognito: CognitoIdentityProviderClient;
  lambda: LambdaClient;
  print: (line: string) => void;
};

/** The triggers that the pool is to have, and the functions that it would newly call. */
type Target = { config: LambdaConfigType; functions: FunctionFacts[] };

const suiteTarget = async (
  before: LambdaConfigType,
  { name, triggers, tokenVersion }: Options,
  { lambda }: Dependencies,
): Promise<Target> => {
  const read = readFunction(lambda);
  const functions = await Promise.all(triggers.map((trigger) => read(`${name}-${suiteTriggers[trigger]}`)));
  const arns = triggers.flatMap((trigger, at) => (functions[at]?.arn ? [[trigger, functions[at].arn]] : []));
  return { config: withSuite(before, Object.fromEntries(arns), tokenVersion), functions };
};

/** Those of a backup, which may be somebody else's, or the suite's of an earlier time. */
const earlierTarget = async (
  before: LambdaConfigType,
  { userPoolId, backup: chosen, folder }: Options,
  { lambda, print }: Dependencies,
): Promise<Target> => {
  const { file, backup } = chosen
    ? { file: chosen, backup: await readBackup(chosen, userPoolId) }
    : await latestBackup(folder, userPoolId);
  print(`Back to the triggers of ${backup.at}, from ${file}`);
  const config = withOneTokenMember(triggersOf(backup));
  const arns = changesBetween(before, config).flatMap(({ to, changes }) => (to && changes ? [to.arn] : []));
  return { config, functions: await Promise.all(arns.map(readForeignFunction(lambda))) };
};

const reportFindings = (findings: readonly Findings[], print: Dependencies["print"]): void => {
  for (const warning of findings.flatMap(({ warnings }) => warnings)) print(`Mind: ${warning}`);
  const problems = findings.flatMap(({ problems }) => problems);
  if (problems.length > 0)
    throw new SettingsError(`Nothing was changed:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
};

const describeLoss = ({ lost, backupFile, wayBack }: Outcome): string =>
  [
    "THE POOL LOST SETTINGS. The triggers are as shown, but the update also changed:",
    ...lost.map((line) => `  ${line}`),
    `All that it had is in ${backupFile}. To give it back, its earlier triggers included:`,
    ...wayBack.map((command) => `  ${command}`),
  ].join("\n");

/**
 * Makes a stage's functions the triggers of a pool, or gives it back those that it had; it changes nothing else.
 * @throws SettingsError if something stands in the way, and if the update changed more than it should
 */
export const attach = async (options: Options, dependencies: Dependencies): Promise<void> => {
  const { stage, name, userPoolId, without, undo, folder, dryRun } = options;
  const { cognito, print } = dependencies;
  const read = () => readUserPool(cognito)(userPoolId);
  const seen = await read();
  const before = triggersOf(seen);
  const { config, functions } = await (undo ? earlierTarget : suiteTarget)(before, options, dependencies);

  const changes = changesBetween(before, config);
  print(`LambdaConfig of ${userPoolId} (${seen.pool["Name"]}):`);
  for (const line of changeLines(changes)) print(line);
  const isOurs = (arn: string): boolean => arn.includes(`:function:${name}-`);
  const findings = [
    poolFindings(seen.pool, config, changes, isOurs, without),
    functionFindings(seen.pool, stage, functions),
  ];
  reportFindings(findings, print);
  if (!changes.some(({ changes: differs }) => differs)) return print("Nothing to change.");
  if (dryRun) return print("Nothing was changed. To do so: --yes.");

  const change = changeTriggers({
    read,
    update: updateUserPool(cognito),
    save: (backup) => saveBackup(folder, backup),
    saveInput,
    now: () => new Date(),
  });
  const outcome = await change(seen, config, undo);
  if (outcome.lost.length > 0) throw new SettingsError(describeLoss(outcome));
  print(`Done, and all other settings of the pool are as they were. Before: ${outcome.backupFile}`);
  if (!undo) print(`To go back: npx suite attach --stage ${stage} --pool ${userPoolId} --undo --yes`);
};
