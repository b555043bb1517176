import { readFile, rename, writeFile } from "node:fs/promises";
import { SettingsError } from "../src/runtime/errors.ts";

/** What a JSON file holds; undefined when there is no such file. @throws SettingsError when it is not JSON */
export const readSaved = async (file: string, revive?: (key: string, value: unknown) => unknown): Promise<unknown> => {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text, revive);
  } catch (error) {
    throw new SettingsError(
      `${file} is not JSON: ${(error as Error).message}. Correct it, or remove it and what it holds.`,
    );
  }
};

/** Saves texts in a file, one after the other, each whole under another name and then moved: no crash leaves half of one. */
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
