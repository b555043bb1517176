import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SettingsError } from "../src/errors.ts";
import { openProject, type Project } from "./configuration.ts";
import { artifactsIn } from "./doctor/artifacts.ts";
import { nagFindings, validateFindings } from "./doctor/aws-tools.ts";
import { type Finding, findingsOf, lineOf } from "./doctor/finding.ts";
import { wantedOf } from "./doctor/live/wanted.ts";
import { openFindings } from "./doctor/open-findings.ts";
import { parseTemplate } from "./doctor/parse-template.ts";
import { ownRules } from "./doctor/rules.ts";
import { readOptions } from "./operate/options.ts";
import { run } from "./run.ts";
import { serverless } from "./serverless.ts";
import { defaultsOf } from "./stage/defaults.ts";

const usage = `npm run doctor -- --stage <stage> [--config <folder>] [--live] [--ignore <rule>]
npm run doctor -- --template <file> [--stage <stage>] [--live] [--ignore <rule>]

  Says what is wrong in a stage's CloudFormation template before it is deployed: offline, without credentials.
  --template  a file, JSON or YAML: alone, a template of your own; with --stage, that stage's as it was packaged
  --live      asks SES, Cognito and IAM too, with your AWS credentials; may be followed by
              --per-day <mails> and --per-second <mails>: what you are going to send
  --ignore    a rule to leave out; may be given more than once`;

/** The template of a stage, packaged anew into a folder, so that it is what a deployment would send. */
const packaged = async (project: Project, stage: string, folder: string): Promise<string> => {
  await serverless(project, ["package", "--stage", stage, "--package", folder]);
  const text = await readFile(join(folder, "cloudformation-template-update-stack.json"), "utf8").catch(() => undefined);
  if (text === undefined)
    throw new SettingsError("serverless package wrote no template, as when two run at once. Run it again.");
  return text;
};

/** A folder that is gone afterwards, whatever comes. */
const inFolder = async <Value>(work: (folder: string) => Promise<Value>): Promise<Value> => {
  const folder = await mkdtemp(join(tmpdir(), "doctor-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const given = async (file: string): Promise<string> => {
  try {
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  } catch {
    throw new SettingsError(`There is no file ${file}.\n\n${usage}`);
  }
};

/** What AWS's own tools find; they read files alone. */
const toolFindings = (text: string, isJson: boolean): Promise<Finding[]> =>
  inFolder(async (folder) => {
    const file = join(folder, isJson ? "template.json" : "template.yml");
    await writeFile(file, text);
    return [...(await validateFindings(file)), ...(await nagFindings(file))];
  });

const amount = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d+(?:\.\d+)?$/.test(text)) throw new SettingsError(`--${name} ${text} is no number of mails.\n\n${usage}`);
  return Number(text);
};

const checkedStage = (project: Project, stage: string | undefined) => {
  const stages = project.stages.filter((name) => name !== "local");
  if (stage !== undefined && !stages.includes(stage))
    throw new SettingsError(`There is no stage ${stage} to deploy. There are ${stages.join(", ")}.\n\n${usage}`);
  return stage === undefined ? undefined : project.stage(stage);
};

await run(async (words, environment) => {
  const { values } = readOptions(
    usage,
    {
      stage: { type: "string" },
      config: { type: "string" },
      template: { type: "string" },
      live: { type: "boolean", default: false },
      "per-day": { type: "string" },
      "per-second": { type: "string" },
      ignore: { type: "string", multiple: true, default: [] },
    },
    words,
  );
  const project = openProject(values.config, environment);
  const settings = checkedStage(project, values.stage);
  const perDay = amount("per-day", values["per-day"]);
  const perSecond = amount("per-second", values["per-second"]);
  const { stage, template: file } = values;
  if (!stage && !file) throw new SettingsError(`Name a stage or a template.\n\n${usage}`);
  const region = settings?.region ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"];
  if (values.live && !region) throw new SettingsError("Name the region to ask in: AWS_REGION=eu-west-1, or --stage.");

  const production = stage === undefined || defaultsOf(stage).protect;
  const { text, template, own } = await inFolder(async (folder) => {
    const text = file ? await given(file) : await packaged(project, stage ?? "", folder);
    const template = parseTemplate(text, file ?? `The package of ${stage}`);
    const artifacts = artifactsIn(file ? dirname(file) : folder);
    const bytes = Buffer.byteLength(text);
    const own = await findingsOf(ownRules, { template, bytes, production, artifacts, ...(region && { region }) });
    return { text, template, own };
  });
  const wanted = {
    ...wantedOf(template),
    ...(perDay !== undefined && { perDay }),
    ...(perSecond !== undefined && { perSecond }),
  };
  const live = values.live && region ? await (await import("./doctor/live.ts")).liveFindings(region, wanted) : [];
  const found = [...own, ...(await toolFindings(text, text.trimStart().startsWith("{")))];
  // The explanations are of the suite's own template.
  const open = stage ? openFindings(template, found, production) : found;
  const kept = [...open, ...live].filter(({ rule }) => !values.ignore.includes(rule));
  const faults = kept.filter(({ note }) => !note);
  for (const note of kept.filter((finding) => finding.note)) console.log(lineOf(note));
  for (const fault of faults) console.error(lineOf(fault));
  console.log(
    `${file ?? stage}: ${faults.length === 0 ? "nothing" : faults.length} found in ${Object.keys(template.Resources).length} resources.`,
  );
  if (faults.length > 0) process.exitCode = 1;
});
