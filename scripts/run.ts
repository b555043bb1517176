import { SettingsError } from "../src/errors.ts";

/** Runs a command's work; what a person can mend is said without a stack. */
export const run = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof SettingsError ? error.message : error);
    process.exitCode = 1;
  }
};
