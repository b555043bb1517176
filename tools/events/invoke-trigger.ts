import { findSettingsProblems } from "../../schema/problems.ts";
import { type Project, throwProblems } from "../../schema/read.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { suiteTriggers } from "../../src/runtime/trigger-names.ts";
import { runServerless } from "../framework.ts";
import { describeUnknownEvent, getEventPath, listSampleEvents } from "./sample-events.ts";

/** Invokes a trigger with a sample event, as Cognito would. @throws SettingsError that lists the events */
export const invokeTrigger = async (
  project: Project,
  name: string | undefined,
  further: readonly string[],
): Promise<void> => {
  const events = listSampleEvents();
  const trigger = (suiteTriggers as Record<string, string>)[name?.split("_")[0] ?? ""];
  if (!name || !trigger || !events.includes(name)) throw new SettingsError(describeUnknownEvent(name, events));
  // The framework would hide these messages among its own lines.
  throwProblems(findSettingsProblems(project.suite, {}));
  const options = ["--stage", "local", "--function", trigger, "--path", getEventPath(name), ...further];
  await runServerless(project, ["invoke", "local", ...options]);
};
