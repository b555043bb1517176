import { readdir } from "node:fs/promises";
import { suiteTriggers } from "../infra/trigger-names.ts";
import { SettingsError } from "../src/errors.ts";
import { readSuite, refuseProblems, withoutConfig } from "./configuration.ts";
import { run } from "./run.ts";
import { serverless } from "./serverless.ts";
import { settingsProblems } from "./settings.ts";

/** Which function a sample event is for: its name begins with that of the trigger. */
const functions: Record<string, string> = suiteTriggers;

/** Invokes a trigger with a sample event, as Cognito would; needs no AWS account. */
const invoke = async (name: string | undefined, further: readonly string[]): Promise<void> => {
  const events = (await readdir("events")).map((file) => file.replace(/\.json$/, ""));
  const trigger = functions[name?.split("_")[0] ?? ""];
  if (!name || !trigger || !events.includes(name))
    throw new SettingsError(
      `${name ? `There is no event ${name}.` : "Name an event: npm run invoke -- CustomMessage_SignUp."} There are:\n${events.map((event) => `  ${event}`).join("\n")}`,
    );
  // The framework would say the same among lines of its own.
  refuseProblems(settingsProblems(readSuite(), {}));
  await serverless([
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

// The framework has an option of the same name, for its own file.
const [name, ...further] = withoutConfig(process.argv.slice(2));
await run(() => invoke(name, further));
