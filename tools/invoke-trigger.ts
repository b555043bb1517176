import { readdir } from "node:fs/promises";
import { findSettingsProblems } from "../schema/problems.ts";
import { type Project, throwProblems } from "../schema/read.ts";
import { SettingsError } from "../src/runtime/errors.ts";
import { suiteTriggers } from "../src/runtime/trigger-names.ts";
import { runServerless } from "./framework.ts";

/** Invokes a trigger with a sample event, as Cognito would. @throws SettingsError that lists the events */
export const invokeTrigger = async (
  project: Project,
  name: string | undefined,
  further: readonly string[],
): Promise<void> => {
  const events = (await readdir("events")).map((file) => file.replace(/\.json$/, ""));
  const trigger = (suiteTriggers as Record<string, string>)[name?.split("_")[0] ?? ""];
  if (!name || !trigger || !events.includes(name))
    throw new SettingsError(
      `${name ? `There is no event ${name}.` : "Name an event, such as CustomMessage_SignUp."} The events are:\n${events.map((event) => `  ${event}`).join("\n")}`,
    );
  // The framework would hide these messages among its own lines.
  throwProblems(findSettingsProblems(project.suite, {}));
  const options = ["--stage", "local", "--function", trigger, "--path", `events/${name}.json`, ...further];
  await runServerless(project, ["invoke", "local", ...options]);
};
