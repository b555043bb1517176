import type { Project } from "../../schema/read.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { serverless } from "../framework.ts";
import { openTerminalProgress } from "../progress.ts";
import { check, reportFindings } from "./check.ts";

type Given = {
  stage?: string;
  template?: string;
  live?: boolean;
  perDay?: number;
  perSecond?: number;
  ignore: readonly string[];
};

/** Checks a stage, or a template that was packaged, and prints what is wrong; answers whether nothing is. */
export const runDoctor = async (
  project: Project,
  { stage, template, live, perDay, perSecond, ignore }: Given,
): Promise<boolean> => {
  if (!stage && !template)
    throw new SettingsError("Name a stage with --stage, or a packaged template with --template.");
  const mails = { ...(perDay !== undefined && { perDay }), ...(perSecond !== undefined && { perSecond }) };
  const { environment } = project;
  const checked = await check(live ? { stage, file: template, live: mails } : { stage, file: template }, {
    stages: project.stages.filter((name) => name !== "local"),
    settingsOf: project.stage,
    packageStage: (name, folder) => serverless(project, ["package", "--stage", name, "--package", folder]),
    region: environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"],
    progress: openTerminalProgress(environment),
  });
  return reportFindings(checked, ignore);
};
