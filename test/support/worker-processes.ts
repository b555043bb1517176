import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Answer } from "../../local/functions.ts";
import { project } from "../../local/settings.ts";

export type Worker = {
  /** Runs the function on an event; an error when the process dies over it. */
  invoke: (event: unknown) => Promise<Answer>;
  /** Moves the worker's clock so far ahead of the real one. */
  setAhead: (milliseconds: number) => void;
  /** As `kill -9`: nothing that the process does can come after it. */
  kill: () => Promise<void>;
};

type Heard = { ready: true } | ({ id: number } & Answer);

/** Starts the sendMail function in a process of its own, and waits until it is loaded. */
export const startWorker = async (environment: Record<string, string>): Promise<Worker> => {
  const child = fork(join(project, "test", "support", "worker-process.ts"), {
    cwd: project,
    env: { ...process.env, ...environment },
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let calls = 0;
  const ready = Promise.withResolvers<void>();
  const exited = once(child, "exit").then(() => {
    ready.reject(new Error("the worker ended before it was ready"));
    for (const answer of waiting.values()) answer({ error: "the worker is gone" });
    waiting.clear();
  });
  child.on("message", (heard: Heard) => {
    if ("ready" in heard) ready.resolve();
    else {
      waiting.get(heard.id)?.(heard);
      waiting.delete(heard.id);
    }
  });
  // A worker that is killed meanwhile takes no message; its calls are answered when it has exited.
  const tell = (message: object) => {
    if (child.connected) child.send(message, () => undefined);
  };
  await ready.promise;
  return {
    invoke: (event) =>
      new Promise((resolve) => {
        if (!child.connected) return resolve({ error: "the worker is gone" });
        calls += 1;
        waiting.set(calls, resolve);
        tell({ id: calls, event });
      }),
    setAhead: (ahead) => tell({ ahead }),
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
};
