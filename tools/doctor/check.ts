import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { chooseStage } from "../../schema/choose-stage.ts";
import type { StageSettings } from "../../schema/read.ts";
import { defaultsOf } from "../../schema/stage/defaults.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Progress } from "../progress.ts";
import { withTemporaryFolder } from "../temporary-folder.ts";
import { openArtifacts } from "./artifacts.ts";
import { openTools } from "./aws-tools.ts";
import { findReason } from "./explained.ts";
import { type Finding, formatFinding, runRules } from "./finding.ts";
import { readFunctions } from "./functions.ts";
import { listRequirements, type MailVolume } from "./live/wanted.ts";
import { ownRules } from "./rules.ts";
import { getProperty, listResources, parseTemplate, type Template, templateAdvice, toText } from "./template.ts";

type CheckOptions = {
  stage?: string | undefined;
  /** A template that is already packaged. */
  file?: string | undefined;
  /** Also checks in AWS, for this volume of mail. */
  live?: MailVolume | undefined;
};

export type DoctorProject = {
  /** The stages that can be deployed. */
  stages: readonly string[];
  settingsOf: (stage: string) => StageSettings;
  packageStage: (stage: string, folder: string) => Promise<void>;
  /** The AWS Region for a stage that has no settings. */
  region: string | undefined;
  progress: Progress;
};

/** `name` is the stage or the file. */
type Diagnosis = { name: string; template: Template; findings: Finding[] };

const readText = (file: string, otherwise: string): Promise<string> =>
  readFile(file, "utf8").catch(() => {
    throw new SettingsError(otherwise);
  });

/** The stage that a template was packaged for, from the environment of its functions. */
const findStage = (template: Template): string =>
  listResources(template, "AWS::Lambda::Function")
    .map(({ properties }) => toText(getProperty(properties, "Environment", "Variables", "STAGE")))
    .find(Boolean) ?? "";

const chooseRegion = (stage: string, { stages, settingsOf, region }: DoctorProject): string => {
  const found = stages.includes(stage) ? settingsOf(stage).region : region;
  if (!found) throw new SettingsError(`Set the region of stage ${stage}: AWS_REGION=eu-west-1 npm run doctor …`);
  return found;
};

/** Packages a stage as a deployment would. @returns the file of its template */
const packageInto = async (
  folder: string,
  stage: string,
  { settingsOf, packageStage }: DoctorProject,
): Promise<string> => {
  // Reports wrong settings before the framework starts.
  settingsOf(stage);
  await packageStage(stage, folder);
  return join(folder, "cloudformation-template-update-stack.json");
};

/** Checks a template with the doctor's rules, AWS's tools and AWS itself, except findings with an accepted reason. */
export const diagnose = ({ stage = "", file, live }: CheckOptions, project: DoctorProject): Promise<Diagnosis> =>
  withTemporaryFolder("doctor-", async (folder) => {
    const { runPart } = project.progress;
    if (stage || !file) chooseStage(project.stages, stage);
    const source = file ?? (await runPart("packaging", () => packageInto(folder, stage, project)));
    const text = await readText(
      source,
      file ? `There is no file ${file}. ${templateAdvice}` : "The framework wrote no template. Run the command again.",
    );
    const template = parseTemplate(text, file ?? `The package of ${stage}`);
    const packagedFor = stage || findStage(template);
    const region = live && chooseRegion(packagedFor, project);

    const found = await runPart("own rules", async () => {
      const functions = await readFunctions(template, openArtifacts(dirname(source)));
      return runRules(ownRules, { template, functions });
    });
    const copy = join(folder, "template.json");
    await writeFile(copy, JSON.stringify(template));
    for (const [name, find] of Object.entries(await openTools()))
      found.push(...(await runPart(name, async () => find(copy))));
    const { protect: production } = defaultsOf(packagedFor);
    const findings = found.filter((finding) => findReason(finding, production) === undefined);

    if (region) {
      const { checkLive } = await import("./live.ts");
      findings.push(...(await runPart("live", () => checkLive(region, { ...listRequirements(template), ...live }))));
    }
    return { name: file ?? stage, template, findings };
  });

/** Prints the findings that are not ignored, and their number. @returns true if there are none, apart from notes */
export const reportFindings = ({ name, template, findings }: Diagnosis, ignored: readonly string[]): boolean => {
  const shown = findings.filter(({ rule }) => !ignored.includes(rule));
  const faults = shown.filter(({ note }) => !note);
  for (const note of shown.filter((finding) => finding.note)) console.log(formatFinding(note));
  for (const fault of faults) console.error(formatFinding(fault));
  const resources = Object.keys(template.Resources).length;
  console.log(`${name}: ${faults.length || "no"} problem${faults.length === 1 ? "" : "s"} in ${resources} resources.`);
  return faults.length === 0;
};
