import { relative } from "node:path";
import { SettingsError } from "../src/errors.ts";

type Failure = Error & { code?: string; address?: string; port?: number };

/** What the person at the terminal can do about a failure; undefined where only its stack says more. */
const inWords = (error: unknown): string | undefined => {
  if (error instanceof SettingsError) return error.message;
  const { name, code, port, message } = (error ?? {}) as Failure;
  const [, file, fault] = /^(\S.*\.json): (.+)/.exec(message ?? "") ?? [];
  if (name === "SyntaxError" && file) return `${relative(process.cwd(), file)}: ${fault}. Correct the JSON there.`;
  if (code === "ECONNREFUSED")
    return `Nothing answers on port ${port}. Stage local is there while npm start runs, on the ports that it was given.`;
  if (name === "ResourceNotFoundException")
    return "This stage has no such table: deploy it first, or name the table with --table.";
  if (name === "CredentialsProviderError" || name === "ExpiredTokenException" || name === "UnrecognizedClientException")
    return `AWS takes no credentials from here (${name}): sign in, for example with aws sso login, and set AWS_PROFILE.`;
  if (name === "AccessDeniedException") return `These credentials may not do that: ${message}`;
  return undefined;
};

/** Runs a command's work; what a person can mend is said without a stack. */
export const run = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    console.error(inWords(error) ?? error);
    process.exitCode = 1;
  }
};
