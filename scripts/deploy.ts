import { parseArgs } from "node:util";
import { openProject, type Project, refuseProblems } from "./configuration.ts";
import { splitConfig } from "./operate/options.ts";
import { refusePlaceholders } from "./placeholder.ts";
import { run } from "./run.ts";
import { askSes, waitForSender } from "./sender.ts";
import { serverless } from "./serverless.ts";

/** The stage's sender, where the settings want it made. It comes first, for the pool needs it verified. */
const deploySender = async (project: Project, stage: string, further: readonly string[]): Promise<void> => {
  const settings = project.stage(stage);
  if (!settings.mail.createIdentity) return;
  await serverless(project, ["deploy", "--config", "sender.yml", "--stage", stage, ...further, "--verbose"]);
  await waitForSender(settings, askSes(settings.region));
};

/** Deploys a stage; options are --config <folder> and the Serverless Framework's own. */
await run(async (words, environment) => {
  const { config, others } = splitConfig(words);
  const { stage, "aws-profile": profile } = parseArgs({
    args: others,
    options: { stage: { type: "string", short: "s" }, "aws-profile": { type: "string" } },
    strict: false,
  }).values;
  // Sender and stack, and whoever asks SES between them, have to be in one account.
  if (typeof profile === "string") process.env["AWS_PROFILE"] = profile;
  const project = openProject(config, environment);
  refuseProblems(project.problems());
  const account = typeof profile === "string" ? ["--aws-profile", profile] : [];
  if (typeof stage === "string" && stage !== "local" && project.stages.includes(stage)) {
    refusePlaceholders(project.stage(stage), project.suite, project.shown);
    await deploySender(project, stage, account);
  }
  await serverless(project, ["deploy", ...others]);
});
