import { readFile, rename, writeFile } from "node:fs/promises";
import { SettingsError } from "../src/runtime/errors.ts";

/** Reads a JSON file; undefined if it does not exist. @throws if it cannot be read, and SettingsError if it is not JSON */
export const readSaved = async (file: string, revive?: (key: string, value: unknown) => unknown): Promise<unknown> => {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text, revive);
  } catch (error) {
    throw new SettingsError(
      `${file} is not JSON: ${(error as Error).message}. Correct the file, or delete it and lose its content.`,
    );
  }
};

/** Saves texts one after another. Each is written to a temporary file and renamed, so a crash cannot cut it off. */
export const createSave = (file: string): ((text: string) => Promise<void>) => {
  let last = Promise.resolve();
  return (text) => {
    const save = async (): Promise<void> => {
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    };
    last = last.then(save, save);
    return last;
  };
};
