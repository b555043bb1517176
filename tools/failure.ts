import { relative } from "node:path";
import { SettingsError } from "../src/runtime/errors.ts";
import { explainAwsFailure } from "./aws-failure.ts";

/** A message that says how to fix a failure; undefined if only its stack trace helps. */
const explainFailure = (error: unknown): string | undefined => {
  const { name, message } = (error ?? {}) as Partial<Error>;
  if (error instanceof SettingsError || name === "StartError") return message;
  const [, file, fault] = /^(\S.*\.json): (.+)/.exec(message ?? "") ?? [];
  if (name === "SyntaxError" && file) return `${relative(process.cwd(), file)}: ${fault}. Correct the JSON there.`;
  return explainAwsFailure(error);
};

/** Prints why a command failed, and makes it exit with 1. Prints a stack trace only for unexpected errors. */
export const printFailure = (error: unknown): void => {
  console.error(explainFailure(error) ?? error);
  process.exitCode = 1;
};
