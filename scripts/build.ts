import { run } from "./run.ts";
import { checkSettings } from "./settings.ts";

/** Settings first, so that what is wrong in them is said before anything is made of them. */
await run(async () => {
  const { default: suite } = await import("../suite.config.ts");
  await checkSettings(suite);
  const { writeTemplates } = await import("./build-templates.ts");
  const { writePages } = await import("./build-pages.ts");
  await Promise.all([writeTemplates(), writePages()]);
  // Only now, for it makes the mails from what was just written.
  const { checkMessages } = await import("./check-messages.ts");
  checkMessages(suite);
});
