import type { Project } from "../../schema/read.ts";
import { runServerless } from "../framework.ts";
import { refusePlaceholders } from "./placeholder.ts";
import { newSenderCheck, waitForSender } from "./sender.ts";

/** Deploys the stage's sender if the settings ask for one, before the stack: the pool needs a verified sender. */
const deploySender = async (project: Project, stage: string, further: readonly string[]): Promise<void> => {
  const settings = project.stage(stage);
  if (!settings.mail.createIdentity) return;
  await runServerless(project, ["deploy", "--config", "sender.yml", "--stage", stage, ...further, "--verbose"]);
  await waitForSender(settings, newSenderCheck(settings.region));
};

type DeployOptions = {
  stage: string;
  /** The AWS profile of the account, for the sender, the stack and the calls to SES. */
  profile: string | undefined;
  /** Further options of `serverless deploy`. */
  further: readonly string[];
};

/** Deploys a stage: first its sender, then the stack. */
export const deployStage = async (given: Project, { stage, profile, further }: DeployOptions): Promise<void> => {
  const account = profile === undefined ? [] : ["--aws-profile", profile];
  const project =
    profile === undefined ? given : { ...given, environment: { ...given.environment, AWS_PROFILE: profile } };
  refusePlaceholders(project.stage(stage), project.suite, project.displayPath);
  await deploySender(project, stage, account);
  await runServerless(project, ["deploy", "--stage", stage, ...account, ...further]);
};
