import { run } from "./run.ts";

/**
 * Settings first, so that what is wrong in them is said before anything is made of them. Nothing is imported before, for
 * a language file that is no JSON fails whatever leads to it, and is to be named in a sentence.
 */
await run(async (words, environment) => {
  const { openProject, refuseProblems } = await import("./configuration.ts");
  const { readOptions } = await import("./operate/options.ts");
  const project = openProject(
    readOptions("npm run build -- [--config <folder>]", {}, words).values.config,
    environment,
  );
  refuseProblems(project.problems());
  const { writeTemplates } = await import("./build-templates.ts");
  const { writePages } = await import("./build-pages.ts");
  const { writeClient } = await import("./build-client.ts");
  await Promise.all([writeTemplates(), writePages(), writeClient()]);
  // Only now, for it makes the mails from what was just written.
  const { checkMessages } = await import("./check-messages.ts");
  checkMessages(project.suite);
});
