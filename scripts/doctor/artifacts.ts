import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import JSZip from "jszip";
import { SettingsError } from "../../src/errors.ts";

/** The scripts of a function's package, as text, by path. */
export type Artifact = ReadonlyMap<string, string>;

/** Finds the package of a function's Code.S3Key; undefined where it is not at hand. */
export type Artifacts = (key: string) => Promise<Artifact | undefined>;

const scriptsIn = async (file: string): Promise<Artifact | undefined> => {
  const content = await readFile(file).catch(() => undefined);
  if (content === undefined) return undefined;
  const { files } = await JSZip.loadAsync(content).catch((error: Error) => {
    throw new SettingsError(`${file} is no zip (${error.message.split("\n")[0]}): package the stage again.`);
  });
  const scripts = Object.values(files).filter(({ name }) => /\.[cm]?js$/.test(name));
  return new Map(await Promise.all(scripts.map(async (one) => [one.name, await one.async("text")] as const)));
};

/** The packages that `serverless package` left beside a template, each read once. @throws SettingsError where one is no zip */
export const artifactsIn = (folder: string): Artifacts => {
  const read = new Map<string, Promise<Artifact | undefined>>();
  return (key) => {
    const name = basename(key);
    const found = read.get(name) ?? scriptsIn(join(folder, name));
    read.set(name, found);
    return found;
  };
};
