import type { LambdaConfigType, UpdateUserPoolCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Backup } from "./backups.ts";
import { listChangesMeanwhile, listLostSettings, newUpdateRequest } from "./request.ts";
import { changesBetween } from "./triggers.ts";
import type { PoolReading } from "./user-pool.ts";

type Dependencies = {
  read: () => Promise<PoolReading>;
  update: (request: UpdateUserPoolCommandInput) => Promise<void>;
  /** @returns the file */
  save: (backup: Backup) => Promise<string>;
  /** Writes an input for the AWS CLI beside the backup. @returns the file */
  saveInput: (backupFile: string, operation: string, input: unknown) => Promise<string>;
  now: () => Date;
};

/** `lost` lists settings that the update should not have changed, and `wayBack` the commands that restore them. */
export type Outcome = { backupFile: string; lost: string[]; wayBack: string[] };

export const triggersOf = ({ pool }: PoolReading): LambdaConfigType => (pool["LambdaConfig"] ?? {}) as LambdaConfigType;

const indent = (differences: readonly string[]): string => differences.map((line) => `  ${line}`).join("\n");

/** Writes the inputs of the commands that restore the pool. @returns the commands */
const saveWayBack = async (save: (operation: string, input: unknown) => Promise<string>, before: PoolReading) => {
  const pool = await save("update-user-pool", newUpdateRequest(before.pool, triggersOf(before)));
  const mfa = await save("set-user-pool-mfa-config", { UserPoolId: before.pool["Id"], ...before.mfa });
  return [
    `aws cognito-idp update-user-pool --cli-input-json file://${pool}`,
    `aws cognito-idp set-user-pool-mfa-config --cli-input-json file://${mfa}`,
  ];
};

const listLost = (before: PoolReading, after: PoolReading, target: LambdaConfigType): string[] => [
  ...listLostSettings(before.pool, after.pool),
  ...listLostSettings({ mfa: before.mfa }, { mfa: after.mfa }),
  ...changesBetween(target, triggersOf(after))
    .filter(({ changes }) => changes)
    .map(({ trigger, from, to }) => `LambdaConfig.${trigger}: ${from?.arn ?? "none"} → ${to?.arn ?? "none"}`),
  ...(target.KMSKeyID === triggersOf(after).KMSKeyID ? [] : ["LambdaConfig.KMSKeyID"]),
];

const describeFailedUpdate = (before: PoolReading, after: PoolReading | undefined): string => {
  if (!after) return "The pool cannot be read, and may have changed. Run this again to see its triggers.";
  const changed = listLost(before, after, triggersOf(before));
  return changed.length === 0 ? "The pool is unchanged." : `The pool has changed nevertheless:\n${indent(changed)}`;
};

/**
 * Changes the triggers of a pool and no other setting: reads the pool again, saves a backup, updates it, and compares.
 * @throws SettingsError without a change if the pool has changed since `seen` was read
 */
export const changeTriggers =
  ({ read, update, save, saveInput, now }: Dependencies) =>
  async (seen: PoolReading, target: LambdaConfigType, undo: boolean): Promise<Outcome> => {
    const before = await read();
    const changed = [...listChangesMeanwhile(seen.pool, before.pool), ...listChangesMeanwhile(seen.mfa, before.mfa)];
    if (changed.length > 0)
      throw new SettingsError(
        `The pool has changed since it was read, so nothing was done. Check the pool and run this again.\n${indent(changed)}`,
      );
    const backupFile = await save({ ...before, at: now().toISOString(), undo, target });
    try {
      await update(newUpdateRequest(before.pool, target));
    } catch (error) {
      const after = await read().catch(() => undefined);
      throw new SettingsError(
        `Cognito rejected the update: ${(error as Error).message}\n${describeFailedUpdate(before, after)}`,
        { cause: error },
      );
    }
    const lost = listLost(before, await read(), target);
    const write = (operation: string, input: unknown) => saveInput(backupFile, operation, input);
    return { backupFile, lost, wayBack: lost.length > 0 ? await saveWayBack(write, before) : [] };
  };
