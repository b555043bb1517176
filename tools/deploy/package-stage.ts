import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import JSZip from "jszip";
import { root } from "../../schema/folder.ts";
import type { Project } from "../../schema/read.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { runServerless } from "../framework.ts";

/** Bytes of a function's code, minified, before compression. */
const limits: Record<string, number> = { customMessage: 120_000 };
const limit = 400_000;

type PackageSize = { name: string; bundle: number; zip: number };

const readSizes = async (folder: string): Promise<PackageSize[]> => {
  const zips = (await readdir(folder)).filter((file) => file.endsWith(".zip"));
  return Promise.all(
    zips.map(async (file) => {
      const content = await readFile(`${folder}/${file}`);
      const { files } = await JSZip.loadAsync(content);
      const bundles = await Promise.all(Object.values(files).map((entry) => entry.async("uint8array")));
      return {
        name: file.replace(/\.zip$/, ""),
        bundle: bundles.reduce((sum, { byteLength }) => sum + byteLength, 0),
        zip: content.byteLength,
      };
    }),
  );
};

/**
 * Packages a stage into .package/<stage>, offline and without credentials.
 * @returns the template, and the size of each function in bytes
 * @throws SettingsError if a function is too large
 */
export const packageStage = async (project: Project, stage: string) => {
  const folder = join(root, ".package", stage);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await runServerless(project, ["package", "--stage", stage, "--package", folder]);
  if (project.stage(stage).mail.createIdentity)
    await runServerless(project, [
      "package",
      ...["--config", "sender.yml", "--stage", stage, "--package", `${folder}/sender`],
    ]);
  const sizes = await readSizes(folder);
  const heavy = sizes.filter(({ name, bundle }) => bundle > (limits[name] ?? limit));
  if (heavy.length > 0)
    throw new SettingsError(
      heavy
        .map(({ name, bundle }) => `${name} has ${bundle} bytes; the limit is ${limits[name] ?? limit}. Import less.`)
        .join("\n"),
    );
  return {
    template: relative(".", join(folder, "cloudformation-template-update-stack.json")),
    sizes: Object.fromEntries(sizes.map(({ name, ...bytes }) => [name, bytes])),
  };
};
