import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LambdaConfigType } from "@aws-sdk/client-cognito-identity-provider";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { PoolReading } from "./user-pool.ts";

/** A pool before a change, and the triggers that the change set. */
export type Backup = PoolReading & { at: string; undo: boolean; target: LambdaConfigType };

/** Writes a new file that only its owner can read. @returns its path */
const writePrivate = async (file: string, content: unknown): Promise<string> => {
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`, { flag: "wx", mode: 0o600 });
  return file;
};

/** Writes `<folder>/<pool>-<time>.json`. @returns the file */
export const saveBackup = async (folder: string, backup: Backup): Promise<string> => {
  await mkdir(folder, { recursive: true });
  return writePrivate(join(folder, `${backup.pool["Id"]}-${backup.at.replaceAll(":", "-")}.json`), backup);
};

/** Writes an input for the AWS CLI beside a backup. @returns its path */
export const saveInput = (backupFile: string, operation: string, input: unknown): Promise<string> =>
  writePrivate(backupFile.replace(/\.json$/, `.${operation}.json`), input);

/** @throws SettingsError if the file is not a backup of this pool */
export const readBackup = async (file: string, userPoolId: string): Promise<Backup> => {
  const backup = await readFile(file, "utf8").then(JSON.parse, () => undefined);
  if (!backup?.pool?.Id || !backup.target) throw new SettingsError(`${file} is not a backup of a user pool.`);
  if (backup.pool.Id !== userPoolId)
    throw new SettingsError(`${file} is a backup of ${backup.pool.Id}, not of ${userPoolId}.`);
  return backup;
};

/** Reads the backup made before the triggers were last attached, and skips those that --undo made. */
export const readLatestBackup = async (
  folder: string,
  userPoolId: string,
): Promise<{ file: string; backup: Backup }> => {
  const files = (await readdir(folder).catch(() => []))
    .filter((file) => new RegExp(`^${userPoolId}-[\\dTZ.-]+\\.json$`).test(file))
    .sort()
    .reverse();
  for (const name of files) {
    const file = join(folder, name);
    const backup = await readBackup(file, userPoolId);
    if (!backup.undo) return { file, backup };
  }
  throw new SettingsError(`${folder} has no backup of ${userPoolId}. Name one: --backup <file>`);
};
