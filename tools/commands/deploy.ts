import { chooseStage } from "../../schema/choose-stage.ts";
import { listDeployedStages, newStageCommand, openCheckedProject } from "../command.ts";

type Options = { config?: string; stage?: string; awsProfile?: string };

export const command = newStageCommand(
  "Deploys a stage: first its sender, if the settings ask for one, then the stack.",
)
  .option("--aws-profile <profile>", "the AWS profile of the account")
  .argument("[options...]", "after --: options of serverless deploy, such as -- --verbose")
  .action(async (further: string[], { awsProfile, ...options }: Options) => {
    const project = await openCheckedProject(options);
    const { deployStage } = await import("../deploy/deploy-stage.ts");
    const stage = chooseStage(listDeployedStages(project), options.stage);
    await deployStage(project, { stage, profile: awsProfile, further });
  });
