import { newStageCommand, openCheckedProject } from "../command.ts";

type Options = { config?: string; stage?: string; awsProfile?: string };

export const command = newStageCommand(
  `Deploys a stage: first its sender, if the settings ask for one, then the stack. It also takes the options of serverless
deploy.`,
)
  .option("--aws-profile <profile>", "the AWS profile of the account")
  .argument("[options...]", "options of serverless deploy")
  .allowUnknownOption()
  .action(async (further: string[], { stage, awsProfile, ...options }: Options) => {
    const project = await openCheckedProject(options);
    const { deployStage } = await import("../deploy/deploy-stage.ts");
    await deployStage(project, { stage, profile: awsProfile, further });
  });
