import type { LambdaConfigType, UpdateUserPoolCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Backup } from "./backups.ts";
import { changedMeanwhile, lostSettings, updateRequest } from "./request.ts";
import { changesBetween } from "./triggers.ts";
import type { Reading } from "./user-pool.ts";

export type Dependencies = {
  read: () => Promise<Reading>;
  update: (request: UpdateUserPoolCommandInput) => Promise<void>;
  /** @returns the file */
  save: (backup: Backup) => Promise<string>;
  /** Writes an input for the AWS command line beside the backup. @returns the file */
  saveInput: (backupFile: string, operation: string, input: unknown) => Promise<string>;
  now: () => Date;
};

/** What became of a change of the triggers. `lost` are settings that the update changed and should not have. */
export type Outcome = { backupFile: string; lost: string[]; wayBack: string[] };

export const triggersOf = ({ pool }: Reading): LambdaConfigType => (pool["LambdaConfig"] ?? {}) as LambdaConfigType;

const lines = (differences: readonly string[]): string => differences.map((line) => `  ${line}`).join("\n");

/** The commands that give the pool back what it had. */
const wayBack = async (save: (operation: string, input: unknown) => Promise<string>, before: Reading) => {
  const pool = await save("update-user-pool", updateRequest(before.pool, triggersOf(before)));
  const mfa = await save("set-user-pool-mfa-config", { UserPoolId: before.pool["Id"], ...before.mfa });
  return [
    `aws cognito-idp update-user-pool --cli-input-json file://${pool}`,
    `aws cognito-idp set-user-pool-mfa-config --cli-input-json file://${mfa}`,
  ];
};

const lostBetween = (before: Reading, after: Reading, target: LambdaConfigType): string[] => [
  ...lostSettings(before.pool, after.pool),
  ...lostSettings({ mfa: before.mfa }, { mfa: after.mfa }),
  ...changesBetween(target, triggersOf(after))
    .filter(({ changes }) => changes)
    .map(({ trigger, from, to }) => `LambdaConfig.${trigger}: ${from?.arn ?? "none"} → ${to?.arn ?? "none"}`),
  ...(target.KMSKeyID === triggersOf(after).KMSKeyID ? [] : ["LambdaConfig.KMSKeyID"]),
];

/** What an update that failed has left behind. */
const stateOf = (before: Reading, after: Reading | undefined): string => {
  if (!after)
    return "Whether the pool has changed is not known, for it cannot be read: run this again, which will show it.";
  const partly = lostBetween(before, after, triggersOf(before));
  return partly.length === 0 ? "The pool is as it was." : `The pool has changed all the same:\n${lines(partly)}`;
};

/**
 * Gives a pool other triggers and nothing else: reads it again first, keeps it in a file, updates it, and compares.
 * @throws SettingsError when somebody else has changed the pool since `seen` was read; nothing is changed then
 */
export const changeTriggers =
  ({ read, update, save, saveInput, now }: Dependencies) =>
  async (seen: Reading, target: LambdaConfigType, undo: boolean): Promise<Outcome> => {
    const before = await read();
    const changed = [...changedMeanwhile(seen.pool, before.pool), ...changedMeanwhile(seen.mfa, before.mfa)];
    if (changed.length > 0)
      throw new SettingsError(
        `Somebody else has just changed the pool. Nothing was done; look at it and run this again.\n${lines(changed)}`,
      );
    const backupFile = await save({ ...before, at: now().toISOString(), undo, target });
    try {
      await update(updateRequest(before.pool, target));
    } catch (error) {
      const after = await read().catch(() => undefined);
      throw new SettingsError(
        `Cognito did not take the update: ${(error as Error).message}\n${stateOf(before, after)}`,
        {
          cause: error,
        },
      );
    }
    const lost = lostBetween(before, await read(), target);
    return {
      backupFile,
      lost,
      wayBack:
        lost.length > 0 ? await wayBack((operation, input) => saveInput(backupFile, operation, input), before) : [],
    };
  };
