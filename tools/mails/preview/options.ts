import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { resolveSettingsFile, root } from "../../../schema/folder.ts";
import type { Project } from "../../../schema/read.ts";
import { SettingsError } from "../../../src/runtime/errors.ts";
import type { Run } from "./run.ts";

type CommandOptions = { static?: string | true; pictures?: string; templates?: string; settings?: string };

const readPort = (given: string | undefined): number => {
  const port = given ? Number(given) : 3005;
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SettingsError(`PREVIEW_PORT=${given} is not a port. Write a whole number from 1 to 65535.`);
};

/** @throws SettingsError that names the first missing file of an option */
const requireFiles = (option: string, path: string, parts: readonly string[] = [""]): string => {
  const missing = parts.find((part) => !existsSync(join(path, part)));
  if (missing !== undefined) throw new SettingsError(`${option}: ${join(path, missing)} does not exist.`);
  return path;
};

const templateFolders = ["emails", "partials", "languages"];

/** @throws SettingsError for an invalid port or a missing file */
export const readPreviewOptions = (
  { folder, environment }: Pick<Project, "folder" | "environment">,
  { static: gallery, pictures, templates, settings }: CommandOptions,
): Run => ({
  environment,
  port: readPort(environment["PREVIEW_PORT"]),
  templates: requireFiles("--templates", resolve(templates ?? join(root, "src/templates")), templateFolders),
  settings: requireFiles("--settings", resolve(settings ?? resolveSettingsFile(folder, "suite.config.ts"))),
  ...(gallery !== undefined && { gallery: resolve(gallery === true ? ".preview" : gallery) }),
  ...(pictures !== undefined && { pictures: resolve(pictures) }),
});
