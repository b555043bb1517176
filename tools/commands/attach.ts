import { chooseStage, deployedStages, newStageCommand, openProject } from "../command.ts";

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
  `Makes a stage's deployed functions the triggers of a user pool that the stack does not own. It changes the pool's
LambdaConfig and nothing else. Without --yes it only shows what would change.`,
)
  .option("--pool <id>", "the pool; left out, userPool.existing of the stage")
  .option("--yes", "make the changes")
  .option("--dry-run", "only show them, also with --yes")
  .option("--undo", "give the pool the triggers that it had before, by its latest backup")
  .option("--backup <file>", "with --undo, by this backup")
  .option("--only <triggers>", "only these triggers, separated by commas")
  .option("--token-version <version>", "of pre token generation: V1_0, V2_0 or V3_0", "V2_0")
  .option("--without <members>", "members of the pool that may be lost, separated by commas", "")
  .option("--folder <folder>", "where backups are kept", ".attach")
  .action(async (options: Options) => {
    const project = await openProject(options);
    const { CognitoIdentityProviderClient } = await import("@aws-sdk/client-cognito-identity-provider");
    const { LambdaClient } = await import("@aws-sdk/client-lambda");
    const { attach } = await import("../attach/attach.ts");
    const { readAttachOptions } = await import("../attach/options.ts");
    const settings = project.stage(chooseStage(deployedStages(project), options.stage));
    const { region } = settings;
    await attach(readAttachOptions(settings, options), {
      cognito: new CognitoIdentityProviderClient({ region }),
      lambda: new LambdaClient({ region }),
      print: console.log,
    });
  });
