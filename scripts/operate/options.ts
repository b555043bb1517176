import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { SettingsError } from "../../src/errors.ts";

const config = { config: { type: "string" } } as const;

/** The options of a command as typed, `--config` among them. @throws SettingsError that shows how the command is used. */
export const readOptions = <Options extends ParseArgsOptionsConfig>(
  usage: string,
  options: Options,
  args: string[],
) => {
  try {
    return parseArgs({ args, options: { ...config, ...options }, allowPositionals: true });
  } catch (error) {
    const further = "  --config <folder>  the settings of this folder, such as samples/saas, instead of the project's";
    // What Node goes on to say is of arguments that begin with a dash, which no command here has.
    const [reason] = (error as Error).message.split(" To specify");
    throw new SettingsError(`${reason}\n\n${usage}${usage.includes("--config") ? "" : `\n${further}`}`);
  }
};

/** `--config` and the other words: the framework has an option of the same name for its own file. */
export const splitConfig = (words: string[]): { config: string | undefined; others: string[] } => {
  const { tokens, values } = parseArgs({ args: words, options: config, strict: false, tokens: true });
  const own = tokens.flatMap((token) =>
    token.kind === "option" && token.name === "config"
      ? [token.index, ...(token.inlineValue ? [] : [token.index + 1])]
      : [],
  );
  return {
    // Without its value it is `true`, and no folder has an empty name.
    config: typeof values.config === "boolean" ? "" : values.config,
    others: words.filter((_, index) => !own.includes(index)),
  };
};

/** How Cognito writes a sub. A mistyped one would find nobody, and say that all went well. */
const subForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A person's sub. @throws SettingsError for what is none. */
export const readSub = (text: string | undefined, usage: string): string => {
  if (text !== undefined && subForm.test(text)) return text;
  throw new SettingsError(
    `${text ? "That is no sub: it" : "Name a person by their sub. It"} looks like 8a0e2c4e-5b7d-4f0a-9c1e-2d3f4a5b6c7d.\n\n${usage}`,
  );
};

/** How many a second: `20` or `20/s`. @throws SettingsError for anything else. */
export const readLimit = (text: string): number => {
  const [, number] = /^(\d{1,4})(?:\/s)?$/.exec(text) ?? [];
  const limit = Number(number);
  if (!(limit > 0)) throw new SettingsError(`--limit ${text} is no limit: give how many a second, such as 20/s.`);
  return limit;
};
