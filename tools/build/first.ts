import { readSuite, resolveSettingsFolder } from "../../schema/folder.ts";
import { printFailure } from "../failure.ts";
import { buildOutput, doOnce } from "./output.ts";

/**
 * Runs before everything that loads or bundles src and is not a command of the suite, such as the framework and jest.
 * Also checks the mails of the chosen settings against Cognito's limits, once for each build and settings.
 */
try {
  const made = await buildOutput();
  const suite = readSuite(resolveSettingsFolder(undefined, process.env));
  await doOnce(`${made} ${JSON.stringify(suite)}`, async () => {
    const { throwProblems } = await import("../../schema/read.ts");
    const { findSettingsProblems } = await import("../../schema/problems.ts");
    throwProblems(findSettingsProblems(suite, {}));
    const { checkMessages } = await import("../mails/worst-case.ts");
    checkMessages(suite);
  });
} catch (error) {
  printFailure(error);
}
