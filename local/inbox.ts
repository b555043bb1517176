import type { Server } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { closeServer } from "./ports.ts";
import { createSave, readSaved } from "./saved-file.ts";
import type { StackSettings } from "./settings.ts";

type Store = { emails: unknown[] };
type Library = { default: (config: { host: string; port: number }) => Promise<Server> };

export type Inbox = { stop: () => Promise<void> };

/** Starts SES with its inbox, and saves mails, which the library does not. */
export const startInbox = async ({ state, ports }: StackSettings): Promise<Inbox> => {
  const load = createRequire(import.meta.url);
  const { default: startServer } = load("aws-ses-v2-local") as Library;
  const { getStoreReadonly } = load("aws-ses-v2-local/dist/store.js") as { getStoreReadonly: () => Store };
  const { emails } = getStoreReadonly();
  const file = join(state, "inbox.json");
  const saved = ((await readSaved(file)) ?? []) as unknown[];
  // The library has one inbox per process, which may start several stacks one after another.
  emails.splice(0, emails.length, ...saved);

  const server = await startServer({ host: "127.0.0.1", port: ports.ses });
  // The promise resolves even if the port is in use.
  if (!server.listening) throw new Error(`SES cannot listen on port ${ports.ses}. Set SES_PORT to a free port.`);

  const saveText = createSave(file);
  let written = JSON.stringify(saved);
  const save = async (): Promise<void> => {
    const text = JSON.stringify(getStoreReadonly().emails);
    if (text === written) return;
    written = text;
    await saveText(text);
  };
  const timer = setInterval(() => void save(), 2000);
  timer.unref();
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await save();
    await closeServer(server);
  };
  return { stop };
};
