import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { StageSettings } from "../../schema/read.ts";
import { defaultsOf } from "../../schema/stage/defaults.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Progress } from "../progress.ts";
import { artifactsIn } from "./artifacts.ts";
import { openTools } from "./aws-tools.ts";
import { reasonFor } from "./explained.ts";
import { type Finding, findingsOf, lineOf } from "./finding.ts";
import { readFunctions } from "./functions.ts";
import { type Mails, wantedOf } from "./live/wanted.ts";
import { ownRules } from "./rules.ts";
import { at, parseTemplate, resourcesOf, type Template, textOf, whereToGet } from "./template.ts";

export type Order = {
  stage?: string | undefined;
  /** A template that was packaged before. */
  file?: string | undefined;
  /** Asks AWS too, whether these mails can go out. */
  live?: Mails | undefined;
};

export type Project = {
  /** The stages that can be deployed. */
  stages: readonly string[];
  settingsOf: (stage: string) => StageSettings;
  packageStage: (stage: string, folder: string) => Promise<void>;
  /** Where AWS is asked about a stage that has no settings. */
  region: string | undefined;
  progress: Progress;
};

/** What a check has found; `name` is the stage or the file. */
export type Diagnosis = { name: string; template: Template; findings: Finding[] };

/** Works in a folder that is gone afterwards. */
const inFolder = async <Value>(work: (folder: string) => Promise<Value>): Promise<Value> => {
  const folder = await mkdtemp(join(tmpdir(), "doctor-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const readText = (file: string, otherwise: string): Promise<string> =>
  readFile(file, "utf8").catch(() => {
    throw new SettingsError(otherwise);
  });

/** The stage that a template was packaged for, as its functions are told it. */
const stageIn = (template: Template): string =>
  resourcesOf(template, "AWS::Lambda::Function")
    .map(({ properties }) => textOf(at(properties, "Environment", "Variables", "STAGE")))
    .find(Boolean) ?? "";

/** Where AWS is to be asked about a stage. */
const regionFor = (stage: string, { stages, settingsOf, region }: Project): string => {
  const found = stages.includes(stage) ? settingsOf(stage).region : region;
  if (!found) throw new SettingsError(`Name the region of stage ${stage}: AWS_REGION=eu-west-1 npm run doctor …`);
  return found;
};

/** The file of a stage's template, packaged anew, so that it is what a deployment would send. */
const packageInto = async (folder: string, stage: string, { settingsOf, packageStage }: Project): Promise<string> => {
  // Wrong settings are said in their own lines, before the framework begins.
  settingsOf(stage);
  await packageStage(stage, folder);
  return join(folder, "cloudformation-template-update-stack.json");
};

/** What is wrong in a template, but what is explained: by the doctor's own rules, by AWS's tools, and by AWS itself. */
export const check = ({ stage = "", file, live }: Order, project: Project): Promise<Diagnosis> =>
  inFolder(async (folder) => {
    const { part } = project.progress;
    if (!(project.stages.includes(stage) || (file && !stage)))
      throw new SettingsError(`There is no stage ${stage} to deploy. There are ${project.stages.join(", ")}.`);
    const source = file ?? (await part("packaging", () => packageInto(folder, stage, project)));
    const text = await readText(
      source,
      file ? `There is no file ${file}. ${whereToGet}` : "The framework wrote no template. Run it again.",
    );
    const template = parseTemplate(text, file ?? `The package of ${stage}`);
    const packagedFor = stage || stageIn(template);
    const region = live && regionFor(packagedFor, project);

    const found = await part("own rules", async () => {
      const functions = await readFunctions(template, artifactsIn(dirname(source)));
      return findingsOf(ownRules, { template, functions });
    });
    const copy = join(folder, "template.json");
    await writeFile(copy, JSON.stringify(template));
    for (const [name, find] of Object.entries(await openTools()))
      found.push(...(await part(name, async () => find(copy))));
    const { protect: production } = defaultsOf(packagedFor);
    const findings = found.filter((finding) => reasonFor(finding, production) === undefined);

    if (region) {
      const { liveFindings } = await import("./live.ts");
      findings.push(...(await part("live", () => liveFindings(region, { ...wantedOf(template), ...live }))));
    }
    return { name: file ?? stage, template, findings };
  });

/** Writes a line for each finding that is not ignored, and one that counts them. Returns whether nothing is wrong. */
export const reportFindings = ({ name, template, findings }: Diagnosis, ignored: readonly string[]): boolean => {
  const shown = findings.filter(({ rule }) => !ignored.includes(rule));
  const faults = shown.filter(({ note }) => !note);
  for (const note of shown.filter((finding) => finding.note)) console.log(lineOf(note));
  for (const fault of faults) console.error(lineOf(fault));
  console.log(`${name}: ${faults.length || "nothing"} found in ${Object.keys(template.Resources).length} resources.`);
  return faults.length === 0;
};
