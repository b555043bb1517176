import { chooseStage } from "../../schema/choose-stage.ts";
import { listDeployedStages, newStageCommand, openProject } from "../command.ts";

type Options = {
  config?: string;
  stage?: string;
  pool?: string;
  yes?: boolean;
  dryRun?: boolean;
  undo?: boolean;
  backup?: string;
  only?: string;
  tokenVersion: string;
  without: string;
  folder: string;
};

export const command = newStageCommand(
  `Makes a stage's deployed functions the triggers of a user pool that the stack does not own. It changes only the pool's
LambdaConfig. Without --yes it shows what would change and changes nothing.`,
)
  .option("--pool <id>", "the user pool; default: userPool.existing of the stage")
  .option("--yes", "make the changes")
  .option("--dry-run", "only show the changes, even with --yes")
  .option("--undo", "restore the pool's earlier triggers from its latest backup")
  .option("--backup <file>", "with --undo: restore from this backup")
  .option("--only <triggers>", "only these triggers, separated by commas")
  .option("--token-version <version>", "event version of pre token generation: V1_0, V2_0 or V3_0", "V2_0")
  .option("--without <members>", "members of the pool that may be lost, separated by commas", "")
  .option("--folder <folder>", "the folder for backups", ".attach")
  .action(async (options: Options) => {
    const project = await openProject(options);
    const { CognitoIdentityProviderClient } = await import("@aws-sdk/client-cognito-identity-provider");
    const { LambdaClient } = await import("@aws-sdk/client-lambda");
    const { attach } = await import("../attach/attach.ts");
    const { readAttachOptions } = await import("../attach/options.ts");
    const settings = project.stage(chooseStage(listDeployedStages(project), options.stage));
    const { region } = settings;
    await attach(readAttachOptions(settings, options), {
      cognito: new CognitoIdentityProviderClient({ region }),
      lambda: new LambdaClient({ region }),
      print: console.log,
    });
  });
