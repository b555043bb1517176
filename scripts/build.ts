import { run } from "./run.ts";

/**
 * Settings first, so that what is wrong in them is said before anything is made of them. Nothing is imported before, for
 * a language file that is no JSON fails whatever leads to it, and is to be named in a sentence.
 */
await run(async () => {
  const { configurationFolder, readStage, readSuite, refuseProblems, stageFile, stageFilesOf } = await import(
    "./configuration.ts"
  );
  const { settingsProblems } = await import("./settings.ts");
  const suite = readSuite();
  const stages = stageFilesOf(configurationFolder());
  refuseProblems(
    settingsProblems(
      suite,
      Object.fromEntries(stages.map((stage) => [stage, readStage(stage)])),
      Object.fromEntries(stages.map((stage) => [stage, stageFile(stage)])),
    ),
  );
  const { writeTemplates } = await import("./build-templates.ts");
  const { writePages } = await import("./build-pages.ts");
  const { writeClient } = await import("./build-client.ts");
  await Promise.all([writeTemplates(), writePages(), writeClient()]);
  // Only now, for it makes the mails from what was just written.
  const { checkMessages } = await import("./check-messages.ts");
  checkMessages(suite);
});
