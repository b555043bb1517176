import { readdir } from "node:fs/promises";
import { SettingsError } from "../src/errors.ts";
import { run } from "./run.ts";
import { serverless } from "./serverless.ts";

/** Which function a sample event is for, by the start of its name. */
const functions: Record<string, string> = {
  CustomMessage: "customMessage",
  PreSignUp: "preSignup",
  PostConfirmation: "postConfirmation",
  PreTokenGeneration: "preTokenGeneration",
  PostAuthentication: "postAuthentication",
};

/** Invokes a trigger with a sample event, as Cognito would; needs no AWS account. */
const invoke = async (name: string | undefined, further: readonly string[]): Promise<void> => {
  const events = (await readdir("events")).map((file) => file.replace(/\.json$/, ""));
  const trigger = functions[name?.split("_")[0] ?? ""];
  if (!name || !trigger || !events.includes(name))
    throw new SettingsError(
      `${name ? `There is no event ${name}.` : "Name an event: npm run invoke -- CustomMessage_SignUp."} There are:\n${events.map((event) => `  ${event}`).join("\n")}`,
    );
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

const [name, ...further] = process.argv.slice(2);
await run(() => invoke(name, further));
