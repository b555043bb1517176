import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { resolveSettingsFile, root } from "../../../schema/folder.ts";
import type { Project } from "../../../schema/read.ts";
import { SettingsError } from "../../../src/runtime/errors.ts";
import type { Run } from "./run.ts";

type Typed = { static?: string | true; pictures?: string; templates?: string; settings?: string };

const readPort = (given: string | undefined): number => {
  const port = given ? Number(given) : 3005;
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SettingsError(`PREVIEW_PORT=${given} is not a port: write a whole number from 1 to 65535.`);
};

/** @throws SettingsError that names what is missing of the files which an option points to */
const requireFiles = (option: string, path: string, parts: readonly string[] = [""]): string => {
  const missing = parts.find((part) => !existsSync(join(path, part)));
  if (missing !== undefined) throw new SettingsError(`${option}: there is no ${join(path, missing)}.`);
  return path;
};

const templateFolders = ["emails", "partials", "languages"];

/** What the preview is to show or write. @throws SettingsError for what is not there */
export const readPreviewOptions = (
  { folder, environment }: Pick<Project, "folder" | "environment">,
  { static: gallery, pictures, templates, settings }: Typed,
): Run => ({
  port: readPort(environment["PREVIEW_PORT"]),
  templates: requireFiles("--templates", resolve(templates ?? join(root, "src/templates")), templateFolders),
  settings: requireFiles("--settings", resolve(settings ?? resolveSettingsFile(folder, "suite.config.ts"))),
  ...(gallery !== undefined && { gallery: resolve(gallery === true ? ".preview" : gallery) }),
  ...(pictures !== undefined && { pictures: resolve(pictures) }),
});
