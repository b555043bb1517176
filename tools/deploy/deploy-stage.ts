import type { Project } from "../../schema/read.ts";
import { serverless } from "../framework.ts";
import { refusePlaceholders } from "./placeholder.ts";
import { askSes, waitForSender } from "./sender.ts";

/** The stage's sender, where the settings want it made. It comes first, for the pool needs it verified. */
const deploySender = async (project: Project, stage: string, further: readonly string[]): Promise<void> => {
  const settings = project.stage(stage);
  if (!settings.mail.createIdentity) return;
  await serverless(project, ["deploy", "--config", "sender.yml", "--stage", stage, ...further, "--verbose"]);
  await waitForSender(settings, askSes(settings.region));
};

type Given = {
  stage: string | undefined;
  /** The AWS profile of the account. Sender, stack and the question to SES between them have to be in one. */
  profile: string | undefined;
  /** Further options of `serverless deploy`. */
  further: readonly string[];
};

/** Deploys a stage: first its sender, then the stack. */
export const deployStage = async (given: Project, { stage, profile, further }: Given): Promise<void> => {
  const account = profile === undefined ? [] : ["--aws-profile", profile];
  const project =
    profile === undefined ? given : { ...given, environment: { ...given.environment, AWS_PROFILE: profile } };
  if (stage !== undefined && stage !== "local" && project.stages.includes(stage)) {
    refusePlaceholders(project.stage(stage), project.suite, project.displayPath);
    await deploySender(project, stage, account);
  }
  const named = stage === undefined ? [] : ["--stage", stage];
  await serverless(project, ["deploy", ...named, ...account, ...further]);
};
