import { readSuite, resolveSettingsFolder } from "../../schema/folder.ts";
import { sayFailure } from "../failure.ts";
import { buildOutput, doOnce } from "./output.ts";

/**
 * What comes before everything that loads or bundles src and is not a command of the suite, such as the framework, jest and
 * the type check. It also holds the mails of the chosen settings against Cognito's limits, unless that was done before.
 */
try {
  const made = await buildOutput();
  const suite = readSuite(resolveSettingsFolder(undefined, process.env));
  await doOnce(`${made} ${JSON.stringify(suite)}`, async () => {
    const { throwProblems: refuseProblems } = await import("../../schema/read.ts");
    const { findSettingsProblems: settingsProblems } = await import("../../schema/problems.ts");
    refuseProblems(settingsProblems(suite, {}));
    const { checkMessages } = await import("../mails/worst-case.ts");
    checkMessages(suite);
  });
} catch (error) {
  sayFailure(error);
}
