import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { SettingsError } from "../../src/errors.ts";

/** The options of a command as typed. @throws SettingsError that shows how the command is used. */
export const readOptions = <Options extends ParseArgsOptionsConfig>(
  usage: string,
  options: Options,
  args: string[] = process.argv.slice(2),
) => {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new SettingsError(`${(error as Error).message}\n\n${usage}`);
  }
};

/** How many a second: `20` or `20/s`. @throws SettingsError for anything else. */
export const readLimit = (text: string): number => {
  const [, number] = /^(\d{1,4})(?:\/s)?$/.exec(text) ?? [];
  const limit = Number(number);
  if (!(limit > 0)) throw new SettingsError(`--limit ${text} is no limit: give how many a second, such as 20/s.`);
  return limit;
};
