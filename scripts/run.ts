import { relative } from "node:path";
import type { Environment } from "../schema/folder.ts";
import { SettingsError } from "../src/runtime/errors.ts";
import { awsFailure } from "../tools/aws-failure.ts";

/** What the person at the terminal can do about a failure; undefined where only its stack says more. */
const inWords = (error: unknown): string | undefined => {
  if (error instanceof SettingsError) return error.message;
  const { name, message } = (error ?? {}) as Partial<Error>;
  const [, file, fault] = /^(\S.*\.json): (.+)/.exec(message ?? "") ?? [];
  if (name === "SyntaxError" && file) return `${relative(process.cwd(), file)}: ${fault}. Correct the JSON there.`;
  return awsFailure(error);
};

/** Runs a command with the words and the environment it was called with; what a person can mend is said without a stack. */
export const run = async (command: (words: string[], environment: Environment) => Promise<void>): Promise<void> => {
  try {
    await command(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(inWords(error) ?? error);
    process.exitCode = 1;
  }
};
