import { SettingsError } from "../src/errors.ts";
import { readStageSettings, stageNames } from "./configuration.ts";
import { check, reportFindings } from "./doctor/check.ts";
import { readMails } from "./doctor/live/wanted.ts";
import { readOptions } from "./operate/options.ts";
import { isWatched, openProgress } from "./progress.ts";
import { run } from "./run.ts";
import { serverless } from "./serverless.ts";

const usage = `npm run doctor -- --stage <stage> [--config <folder>] [--live] [--ignore <rule>]
npm run doctor -- --template <file> [--live] [--ignore <rule>]

  Says what is wrong in a stage's CloudFormation template before it is deployed: offline, without credentials.
  --template  the template of a package of this suite, for example one that you have edited
  --live      asks SES, Cognito and IAM too, with your AWS credentials; may be followed by
              --per-day <mails> and --per-second <mails>: what you are going to send
  --ignore    a rule to leave out; may be given more than once`;

await run(async () => {
  const { stage, template, live, ignore, ...mails } = readOptions(usage, {
    stage: { type: "string" },
    template: { type: "string" },
    live: { type: "boolean", default: false },
    "per-day": { type: "string" },
    "per-second": { type: "string" },
    ignore: { type: "string", multiple: true, default: [] },
  }).values;
  if (!stage && !template) throw new SettingsError(`Name a stage or a template.\n\n${usage}`);
  const wanted = readMails(mails);
  const checked = await check(live ? { stage, file: template, live: wanted } : { stage, file: template }, {
    stages: stageNames().filter((name) => name !== "local"),
    settingsOf: readStageSettings,
    packageStage: (name, folder) => serverless(["package", "--stage", name, "--package", folder]),
    region: process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"],
    progress: openProgress(process.stderr, isWatched(process.stderr, process.env)),
  });
  if (!reportFindings(checked, ignore)) process.exitCode = 1;
});
