/**
 * A user pool in a process of its own, in which its triggers run too, with the servers that the environment names; all else
 * is asked of the stack's functions. It says `ready`, and ends when its parent does.
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
