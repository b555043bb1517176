import { buildOutput } from "./build-output.ts";
import { readOptions } from "./operate/options.ts";
import { run } from "./run.ts";

const usage = `npm run build -- [--config <folder>]

  Compiles the mails, the words, the pages and what apps import, and checks the settings of all stages.`;

await run(async (words, environment) => {
  const { values } = readOptions(usage, {}, words);
  await buildOutput();
  // Only now: the settings' rules know the languages, and the mails are made from what was just written.
  const { openProject, refuseProblems } = await import("./configuration.ts");
  const { checkMessages } = await import("./check-messages.ts");
  const project = openProject(values.config, environment);
  refuseProblems(project.problems());
  checkMessages(project.suite);
});
