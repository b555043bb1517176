import { join } from "node:path";
import { CognitoIdentityProviderClient, type LambdaConfigType } from "@aws-sdk/client-cognito-identity-provider";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { suiteTriggers } from "../infra/trigger-names.ts";
import { SettingsError } from "../src/errors.ts";
import { latestBackup, readBackup, saveBackup, saveInput } from "./attach/backups.ts";
import { changeTriggers, triggersOf } from "./attach/change-triggers.ts";
import { type Findings, functionFindings, poolFindings } from "./attach/findings.ts";
import { type FunctionFacts, readForeignFunction, readFunction } from "./attach/functions.ts";
import { chosenPool, chosenTriggers, namesIn, readTokenVersion } from "./attach/options.ts";
import { type Change, changeLines, changesBetween, withOneTokenMember, withSuite } from "./attach/triggers.ts";
import { readUserPool, updateUserPool } from "./attach/user-pool.ts";
import { openProject, type Project, type StageSettings } from "./configuration.ts";
import { readOptions } from "./operate/options.ts";
import { run } from "./run.ts";
import { root } from "./settings-folder.ts";

const usage = `npm run attach -- --stage <stage> [--pool <id>] [--yes] [--undo [--backup <file>]] [--only <trigger,…>]
                  [--token-version V1_0|V2_0|V3_0] [--without <member,…>] [--folder <backups>] [--config <folder>]

  Makes a stage's deployed functions the triggers of a user pool that the stack does not own. It changes the pool's
  LambdaConfig and nothing else. Without --yes (or with --dry-run) it only shows what would change.
  --undo gives the pool the triggers that it had before, by the latest file in .attach/ or by --backup.`;

const stageSettings = (project: Project, stage: string | undefined): StageSettings => {
  const stages = project.stages.filter((name) => name !== "local");
  if (!stage || !stages.includes(stage))
    throw new SettingsError(
      `${stage === "local" ? "The local pool has its triggers." : stage ? `There is no stage ${stage}.` : "Name a stage."} There are ${stages.join(", ")}.\n\n${usage}`,
    );
  return project.stage(stage);
};

/** The suite's functions by trigger, and as a pool's LambdaConfig would have them. */
const suiteFunctions = async (client: LambdaClient, name: string, only: string | undefined) => {
  const chosen = chosenTriggers(only);
  const functions = await Promise.all(
    chosen.map((trigger) => readFunction(client)(`${name}-${suiteTriggers[trigger]}`)),
  );
  return {
    functions,
    arns: Object.fromEntries(
      chosen.flatMap((trigger, at) => (functions[at]?.arn ? [[trigger, functions[at].arn]] : [])),
    ),
  };
};

/** The functions that an undo would put back: somebody else's, or the suite's of an earlier time. */
const restoredFunctions = (client: LambdaClient, changes: readonly Change[]): Promise<FunctionFacts[]> =>
  Promise.all(
    changes.flatMap(({ to, changes: differs }) => (to && differs ? [readForeignFunction(client)(to.arn)] : [])),
  );

const report = (findings: readonly Findings[]): void => {
  for (const warning of findings.flatMap(({ warnings }) => warnings)) console.log(`Mind: ${warning}`);
  const problems = findings.flatMap(({ problems }) => problems);
  if (problems.length > 0)
    throw new SettingsError(`Nothing was changed:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
};

await run(async (words, environment) => {
  const { values } = readOptions(
    usage,
    {
      stage: { type: "string" },
      pool: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      yes: { type: "boolean", default: false },
      undo: { type: "boolean", default: false },
      backup: { type: "string" },
      only: { type: "string" },
      "token-version": { type: "string", default: "V2_0" },
      without: { type: "string", default: "" },
      folder: { type: "string", default: join(root, ".attach") },
    },
    words,
  );
  const { stage, name, region, userPool } = stageSettings(openProject(values.config, environment), values.stage);
  const userPoolId = chosenPool(stage, region, values.pool, userPool.existing);
  const tokenVersion = readTokenVersion(values["token-version"]);
  const cognito = new CognitoIdentityProviderClient({ region });
  const lambda = new LambdaClient({ region });

  const read = () => readUserPool(cognito)(userPoolId);
  const seen = await read();
  const before = triggersOf(seen);
  let target: LambdaConfigType;
  let functions: FunctionFacts[];
  if (values.undo) {
    const { file, backup } = values.backup
      ? { file: values.backup, backup: await readBackup(values.backup, userPoolId) }
      : await latestBackup(values.folder, userPoolId);
    console.log(`Back to the triggers of ${backup.at}, from ${file}`);
    target = withOneTokenMember(triggersOf(backup));
    functions = await restoredFunctions(lambda, changesBetween(before, target));
  } else {
    const suite = await suiteFunctions(lambda, name, values.only);
    target = withSuite(before, suite.arns, tokenVersion);
    functions = suite.functions;
  }

  const changes = changesBetween(before, target);
  console.log(`LambdaConfig of ${userPoolId} (${seen.pool["Name"]}):`);
  for (const line of changeLines(changes)) console.log(line);
  const isOurs = (arn: string): boolean => arn.includes(`:function:${name}-`);
  report([
    poolFindings(seen.pool, target, changes, isOurs, namesIn(values.without)),
    functionFindings(seen.pool, stage, functions),
  ]);
  if (!changes.some(({ changes: differs }) => differs)) {
    console.log("Nothing to change.");
    return;
  }
  if (values["dry-run"] || !values.yes) {
    console.log("Nothing was changed. To do so: --yes.");
    return;
  }
  const change = changeTriggers({
    read,
    update: updateUserPool(cognito),
    save: (backup) => saveBackup(values.folder, backup),
    saveInput,
    now: () => new Date(),
  });
  const { backupFile, lost, wayBack } = await change(seen, target, values.undo);
  if (lost.length > 0)
    throw new SettingsError(
      [
        "THE POOL LOST SETTINGS. The triggers are as shown, but the update also changed:",
        ...lost.map((line) => `  ${line}`),
        `All that it had is in ${backupFile}. To give it back, its earlier triggers included:`,
        ...wayBack.map((command) => `  ${command}`),
      ].join("\n"),
    );
  console.log(`Done, and all other settings of the pool are as they were. Before: ${backupFile}`);
  if (!values.undo) console.log(`To go back: npm run attach -- --stage ${stage} --pool ${userPoolId} --undo --yes`);
});
