import { join } from "node:path";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { attach } from "./attach/attach.ts";
import { chosenStage, readAttachOptions } from "./attach/options.ts";
import { openProject } from "./configuration.ts";
import { readOptions } from "./operate/options.ts";
import { run } from "./run.ts";
import { root } from "./settings-folder.ts";

const usage = `npm run attach -- --stage <stage> [--pool <id>] [--yes] [--undo [--backup <file>]] [--only <trigger,…>]
                  [--token-version V1_0|V2_0|V3_0] [--without <member,…>] [--folder <backups>] [--config <folder>]

  Makes a stage's deployed functions the triggers of a user pool that the stack does not own. It changes the pool's
  LambdaConfig and nothing else. Without --yes (or with --dry-run) it only shows what would change.
  --undo gives the pool the triggers that it had before, by the latest file in .attach/ or by --backup.`;

await run(async (words, environment) => {
  const { values } = readOptions(
    usage,
    {
      stage: { type: "string" },
      pool: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      yes: { type: "boolean", default: false },
      undo: { type: "boolean", default: false },
      backup: { type: "string" },
      only: { type: "string" },
      "token-version": { type: "string", default: "V2_0" },
      without: { type: "string", default: "" },
      folder: { type: "string", default: join(root, ".attach") },
    },
    words,
  );
  const project = openProject(values.config, environment);
  const settings = project.stage(chosenStage(values.stage, project.stages, usage));
  const { region } = settings;
  await attach(readAttachOptions(settings, values), {
    cognito: new CognitoIdentityProviderClient({ region }),
    lambda: new LambdaClient({ region }),
    print: console.log,
  });
});
