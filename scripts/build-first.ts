import { buildOutput, doOnce } from "./build-output.ts";
import { run } from "./run.ts";
import { readSuite, settingsFolder } from "./settings-folder.ts";

/**
 * What comes before everything that loads or bundles src. As `node --import ./scripts/build-first.ts <script>` it builds
 * what the script imports. As a program, before the framework bundles, it also holds the mails of the chosen settings
 * against Cognito's limits, unless that was done before.
 */
await run(async (_, environment) => {
  const made = await buildOutput();
  performance.mark("built");
  if (!import.meta.main) return;
  const suite = readSuite(settingsFolder(undefined, environment));
  await doOnce(`${made} ${JSON.stringify(suite)}`, async () => {
    const { refuseProblems } = await import("./configuration.ts");
    const { settingsProblems } = await import("./settings.ts");
    refuseProblems(settingsProblems(suite, {}));
    const { checkMessages } = await import("./check-messages.ts");
    checkMessages(suite);
  });
});
if (process.exitCode) process.exit();
