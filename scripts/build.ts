import { configurationFolder, readStage, readSuite, refuseProblems, stageFile, stageFilesOf } from "./configuration.ts";
import { run } from "./run.ts";
import { settingsProblems } from "./settings.ts";

/** Settings first, so that what is wrong in them is said before anything is made of them. */
await run(async () => {
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
