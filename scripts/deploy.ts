import { parseArgs } from "node:util";
import { readStageSettings, readSuite, stageNames, withoutConfig } from "./configuration.ts";
import { refusePlaceholders } from "./placeholder.ts";
import { run } from "./run.ts";
import { askSes, waitForSender } from "./sender.ts";
import { serverless } from "./serverless.ts";

/** The stage's sender, where the settings want it made. It comes first, for the pool needs it verified. */
const deploySender = async (stage: string, further: readonly string[]): Promise<void> => {
  const settings = readStageSettings(stage);
  if (!settings.mail.createIdentity) return;
  await serverless(["deploy", "--config", "sender.yml", "--stage", stage, ...further, "--verbose"]);
  await waitForSender(settings, askSes(settings.region));
};

/** Deploys a stage; options are --config <folder> and the Serverless Framework's own. */
await run(async () => {
  const words = withoutConfig(process.argv.slice(2));
  const { stage, "aws-profile": profile } = parseArgs({
    args: words,
    options: { stage: { type: "string", short: "s" }, "aws-profile": { type: "string" } },
    strict: false,
  }).values;
  // Sender and stack, and whoever asks SES between them, have to be in one account.
  if (typeof profile === "string") process.env["AWS_PROFILE"] = profile;
  const account = typeof profile === "string" ? ["--aws-profile", profile] : [];
  if (typeof stage === "string" && stage !== "local" && stageNames().includes(stage)) {
    refusePlaceholders(readStageSettings(stage), readSuite());
    await deploySender(stage, account);
  }
  await serverless(["deploy", ...words]);
});
