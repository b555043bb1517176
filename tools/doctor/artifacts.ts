import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import JSZip from "jszip";
import { SettingsError } from "../../src/runtime/errors.ts";

/** The scripts of a function's package, as text, by path. */
export type Artifact = ReadonlyMap<string, string>;

/** Reads the package of a function's Code.S3Key; undefined if the file does not exist. */
export type Artifacts = (key: string) => Promise<Artifact | undefined>;

/** Opens the packages that `serverless package` wrote to a folder. @throws SettingsError if one is not a zip file */
export const openArtifacts =
  (folder: string): Artifacts =>
  async (key) => {
    const file = join(folder, basename(key));
    const content = await readFile(file).catch(() => undefined);
    if (content === undefined) return undefined;
    const { files } = await JSZip.loadAsync(content).catch((error: Error) => {
      throw new SettingsError(`${file} is not a zip file (${error.message.split("\n")[0]}). Package the stage again.`);
    });
    const scripts = Object.values(files).filter(({ name }) => /\.[cm]?js$/.test(name));
    return new Map(await Promise.all(scripts.map(async (one) => [one.name, await one.async("text")] as const)));
  };
