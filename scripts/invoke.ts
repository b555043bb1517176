import { readdir } from "node:fs/promises";
import { suiteTriggers } from "../infra/trigger-names.ts";
import { SettingsError } from "../src/errors.ts";
import { openProject, type Project, refuseProblems } from "./configuration.ts";
import { splitConfig } from "./operate/options.ts";
import { run } from "./run.ts";
import { serverless } from "./serverless.ts";
import { settingsProblems } from "./settings.ts";

/** Which function a sample event is for: its name begins with that of the trigger. */
const functions: Record<string, string> = suiteTriggers;

/** Invokes a trigger with a sample event, as Cognito would; needs no AWS account. */
const invoke = async (project: Project, name: string | undefined, further: readonly string[]): Promise<void> => {
  const events = (await readdir("events")).map((file) => file.replace(/\.json$/, ""));
  const trigger = functions[name?.split("_")[0] ?? ""];
  if (!name || !trigger || !events.includes(name))
    throw new SettingsError(
      `${name ? `There is no event ${name}.` : "Name an event: npm run invoke -- CustomMessage_SignUp."} There are:\n${events.map((event) => `  ${event}`).join("\n")}`,
    );
  // The framework would say the same among lines of its own.
  refuseProblems(settingsProblems(project.suite, {}));
  await serverless(project, [
    "invoke",
    "local",
    "--stage",
    "local",
    "--function",
    trigger,
    "--path",
    `events/${name}.json`,
    ...further,
  ]);
};

await run(async (words, environment) => {
  const { config, others } = splitConfig(words);
  const [name, ...further] = others;
  await invoke(openProject(config, environment), name, further);
});
