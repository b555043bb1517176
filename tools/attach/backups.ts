import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LambdaConfigType } from "@aws-sdk/client-cognito-identity-provider";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Reading } from "./user-pool.ts";

/** A pool before it was changed, and the triggers that it was then given. */
export type Backup = Reading & { at: string; undo: boolean; target: LambdaConfigType };

/** Writes a new file, for its owner's eyes. @returns its path */
const write = async (file: string, content: unknown): Promise<string> => {
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`, { flag: "wx", mode: 0o600 });
  return file;
};

const stamp = (at: string): string => at.replaceAll(":", "-");

/** Keeps a pool in `<folder>/<pool>-<time>.json`. @returns the file */
export const saveBackup = async (folder: string, backup: Backup): Promise<string> => {
  await mkdir(folder, { recursive: true });
  return write(join(folder, `${backup.pool["Id"]}-${stamp(backup.at)}.json`), backup);
};

/** Writes an input of the AWS command line beside a backup. @returns its path */
export const saveInput = (backupFile: string, operation: string, input: unknown): Promise<string> =>
  write(backupFile.replace(/\.json$/, `.${operation}.json`), input);

/** Reads a backup of a pool. @throws SettingsError when the file is none. */
export const readBackup = async (file: string, userPoolId: string): Promise<Backup> => {
  const backup = await readFile(file, "utf8").then(JSON.parse, () => undefined);
  if (!backup?.pool?.Id || !backup.target) throw new SettingsError(`${file} is no backup of a user pool.`);
  if (backup.pool.Id !== userPoolId)
    throw new SettingsError(`${file} is a backup of ${backup.pool.Id}, not of ${userPoolId}.`);
  return backup;
};

/** The backup made before the pool was last attached; those of an --undo do not count. */
export const latestBackup = async (folder: string, userPoolId: string): Promise<{ file: string; backup: Backup }> => {
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
