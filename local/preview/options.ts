import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { project, StartError } from "../settings.ts";
import type { Run } from "./run.ts";

export const usage = `npm run preview -- [--static [folder]] [--pictures <folder>] [--templates <folder>] [--settings <file>]

  (nothing)             serve the preview on port 3005; PREVIEW_PORT moves it
  --static [folder]     write a gallery that needs no server; .preview unless named
  --pictures <folder>   write the pictures for README, mail-light.png and mail-dark.png, with Chromium
  --templates <folder>  read emails/, partials/ and languages/ from here; src/templates unless named
  --settings <file>     read the suite's settings from here; suite.config.ts unless named`;

export type Options = Run & { help: boolean };

const readPort = (given: string | undefined): number => {
  const port = given ? Number(given) : 3005;
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartError(`PREVIEW_PORT=${given} is not a port: give a whole number from 1 to 65535.`);
};

const parseWords = (words: readonly string[]) => {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { static: flag, help: flag, pictures: text, templates: text, settings: text };
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options });
  } catch (error) {
    throw new StartError(`${(error as Error).message.split(" To specify")[0]}\n\n${usage}`);
  }
};

/** @throws StartError that names what is missing of the files which an option points to */
const existing = (option: string, path: string, parts: readonly string[] = [""]): string => {
  const missing = parts.find((part) => !existsSync(join(path, part)));
  if (missing !== undefined) throw new StartError(`${option}: there is no ${join(path, missing)}.\n\n${usage}`);
  return path;
};

/** What was asked for on the command line. @throws StartError that says how to ask */
export const readOptions = (
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  usualSettings: string,
): Options => {
  const { values, positionals } = parseWords(words);
  const [folder, ...further] = positionals;
  if (further.length > 0 || (folder !== undefined && !values.static))
    throw new StartError(`"${further[0] ?? folder}" is not understood.\n\n${usage}`);
  return {
    help: values.help ?? false,
    port: readPort(environment["PREVIEW_PORT"]),
    templates: existing("--templates", resolve(values.templates ?? join(project, "src/templates")), [
      "emails",
      "partials",
      "languages",
    ]),
    settings: existing("--settings", resolve(values.settings ?? usualSettings)),
    ...(values.static && { gallery: resolve(folder ?? ".preview") }),
    ...(values.pictures !== undefined && { pictures: resolve(values.pictures) }),
  };
};
