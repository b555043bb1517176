import type { Project } from "../../schema/read.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { runServerless } from "../framework.ts";
import { openTerminalProgress } from "../progress.ts";
import { diagnose, reportFindings } from "./check.ts";

type DoctorOptions = {
  stage?: string;
  template?: string;
  live?: boolean;
  perDay?: number;
  perSecond?: number;
  ignore: readonly string[];
};

/** Checks a stage or a packaged template and prints the findings. @returns true if there are none */
export const runDoctor = async (
  project: Project,
  { stage, template, live, perDay, perSecond, ignore }: DoctorOptions,
): Promise<boolean> => {
  if (!stage && !template)
    throw new SettingsError("Name a stage with --stage, or a packaged template with --template.");
  const mails = { ...(perDay !== undefined && { perDay }), ...(perSecond !== undefined && { perSecond }) };
  const { environment } = project;
  const diagnosis = await diagnose(live ? { stage, file: template, live: mails } : { stage, file: template }, {
    stages: project.stages.filter((name) => name !== "local"),
    settingsOf: project.stage,
    packageStage: (name, folder) => runServerless(project, ["package", "--stage", name, "--package", folder]),
    region: environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"],
    progress: openTerminalProgress(environment),
  });
  return reportFindings(diagnosis, ignore);
};
