import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { settingsFile, settingsFolder } from "../../scripts/settings-folder.ts";
import { project, StartError } from "../settings.ts";
import type { Places } from "./sources.ts";

export const usage = `npm run preview -- [--static [folder]] [--pictures <folder>] [--templates <folder>] [--settings <file>]

  (nothing)             serve the preview on port 3005; PREVIEW_PORT moves it
  --static [folder]     write a gallery that needs no server; .preview unless named
  --pictures <folder>   write the pictures for README, mail-light.png and mail-dark.png, with Chromium
  --templates <folder>  read emails/, partials/ and languages/ from here; src/templates unless named
  --settings <file>     read the suite's settings from here; suite.config.ts unless named`;

export type Options = Places & {
  help: boolean;
  port: number;
  gallery: string | undefined;
  pictures: string | undefined;
};

const readPort = (given: string | undefined): number => {
  const port = given ? Number(given) : 3005;
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartError(`PREVIEW_PORT=${given} is not a port: give a whole number from 1 to 65535.`);
};

const parsed = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        config: { type: "string" },
        static: { type: "boolean" },
        pictures: { type: "string" },
        templates: { type: "string" },
        settings: { type: "string" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    const [reason] = (error as Error).message.split(" To specify");
    throw new StartError(`${reason}\n\n${usage}`);
  }
};

/** @throws StartError that names what is missing of the files which an option points to */
const existing = (option: string, path: string, parts: readonly string[] = [""]): string => {
  const missing = parts.find((part) => !existsSync(join(path, part)));
  if (missing !== undefined) throw new StartError(`${option}: there is no ${join(path, missing)}.\n\n${usage}`);
  return path;
};

const templateFolders = ["emails", "partials", "languages"];

/** What was asked for on the command line. @throws StartError that says how to ask */
export const readOptions = (words: readonly string[], environment: NodeJS.ProcessEnv): Options => {
  const { values, positionals } = parsed(words);
  const [folder, ...further] = positionals;
  if (further.length > 0 || (folder !== undefined && !values.static))
    throw new StartError(`"${further[0] ?? folder}" is not understood.\n\n${usage}`);
  return {
    help: values.help ?? false,
    port: readPort(environment["PREVIEW_PORT"]),
    gallery: values.static ? resolve(folder ?? ".preview") : undefined,
    pictures: values.pictures === undefined ? undefined : resolve(values.pictures),
    templates: existing("--templates", resolve(values.templates ?? `${project}/src/templates`), templateFolders),
    settings: existing(
      "--settings",
      resolve(values.settings ?? settingsFile(settingsFolder(values.config, environment), "suite.config.ts")),
    ),
  };
};
