import { parseArgs } from "node:util";
import { readStageSettings, stageNames, withoutConfig } from "./configuration.ts";
import { run } from "./run.ts";
import { askSes, waitForSender } from "./sender.ts";
import { serverless } from "./serverless.ts";

/** The stage's sender, where the settings want it made. It comes first, for the pool needs it verified. */
const deploySender = async (stage: string): Promise<void> => {
  const settings = readStageSettings(stage);
  if (!settings.mail.createIdentity) return;
  await serverless(["deploy", "--config", "sender.yml", "--stage", stage, "--verbose"]);
  await waitForSender(settings, askSes(settings.region));
};

/** Deploys a stage; options are --config <folder> and the Serverless Framework's own. */
await run(async () => {
  const words = withoutConfig(process.argv.slice(2));
  const { stage } = parseArgs({ args: words, options: { stage: { type: "string" } }, strict: false }).values;
  if (typeof stage === "string" && stage !== "local" && stageNames().includes(stage)) await deploySender(stage);
  await serverless(["deploy", ...words]);
});
