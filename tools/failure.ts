import { relative } from "node:path";
import { SettingsError } from "../src/runtime/errors.ts";
import { awsFailure } from "./aws-failure.ts";

/** What the person at the terminal can do about a failure; undefined where only its stack says more. */
const explainFailure = (error: unknown): string | undefined => {
  const { name, message } = (error ?? {}) as Partial<Error>;
  if (error instanceof SettingsError || name === "StartError") return message;
  const [, file, fault] = /^(\S.*\.json): (.+)/.exec(message ?? "") ?? [];
  if (name === "SyntaxError" && file) return `${relative(process.cwd(), file)}: ${fault}. Correct the JSON there.`;
  return awsFailure(error);
};

/** Says why a command failed, without a stack if a person can mend it, and makes the command exit with 1. */
export const sayFailure = (error: unknown): void => {
  console.error(explainFailure(error) ?? error);
  process.exitCode = 1;
};
