/**
 * A user pool in its own process, which also runs its triggers, with the servers that the environment names. It uses
 * the stack's functions for everything else. It reports `ready`, and ends with its parent.
 */
import { startCognito } from "../../local/cognito/server.ts";
import { createInvoke, type Invoke } from "../../local/functions.ts";
import { readSettings } from "../../local/settings.ts";
import { openProject } from "../../schema/read.ts";
import { loadTriggers } from "./loaded-triggers.ts";

const triggers = await loadTriggers({});
const project = openProject(undefined, process.env);
const settings = readSettings({}, project);
const others = createInvoke(settings);
const isTrigger = (name: string): name is keyof typeof triggers => Object.hasOwn(triggers, name);

const invoke: Invoke = async (name, event, signal) => {
  if (!isTrigger(name)) return others(name, event, signal);
  const run = triggers[name] as (event: unknown) => Promise<unknown>;
  return run(event).then(
    (payload) => ({ payload }),
    (error: Error) => ({ error: error.message }),
  );
};

await startCognito({ project, settings, invoke, mailFrom: process.env["MAIL_FROM"] ?? "" });
process.on("disconnect", () => process.exit());
process.send?.("ready");
