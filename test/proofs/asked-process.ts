import { fork } from "node:child_process";
import { once } from "node:events";
import type { Answer } from "../../local/functions.ts";
import { root } from "../../schema/folder.ts";
import { openProject } from "../../schema/read.ts";

export type AskedProcess = {
  /** Sends a message with an `id`. @returns the answer, or an error if the process dies */
  ask: (message: object) => Promise<Answer>;
  /** Sends a message without an answer. */
  tell: (message: object) => void;
  /** Like `kill -9`: the process can do nothing after it. */
  kill: () => Promise<void>;
};

type Received = { ready: true } | ({ id: number } & Answer);

/**
 * The flags of Lambda's Node.js, by the function's memory in MB: /var/runtime/bootstrap of AWS's image
 * public.ecr.aws/lambda/nodejs. Without them, V8's young generation grows to 128 MB over many minutes.
 */
const lambdaArguments = (memory: number): string[] => {
  const young = Math.floor(memory / 10);
  return ["--expose-gc", `--max-semi-space-size=${Math.floor(young / 2)}`, `--max-old-space-size=${memory - young}`];
};

/** Starts a script in a process with a function's memory and `gc()`, and waits until it says `{ ready: true }`. */
export const startChildProcess = async (script: string, environment: Record<string, string>): Promise<AskedProcess> => {
  const child = fork(script, {
    cwd: root,
    env: { ...process.env, ...environment },
    execArgv: lambdaArguments(openProject(undefined, {}).stage("local").memory),
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  const ready = Promise.withResolvers<void>();
  const exited = once(child, "exit").then(() => {
    ready.reject(new Error(`${script} ended before it was ready`));
    for (const answer of waiting.values()) answer({ error: "the process is gone" });
    waiting.clear();
  });
  child.on("message", (received: Received) => {
    if ("ready" in received) ready.resolve();
    else {
      waiting.get(received.id)?.(received);
      waiting.delete(received.id);
    }
  });
  // A killed process receives no message; its open messages are answered when it has exited.
  const tell = (message: object) => {
    if (child.connected) child.send(message, () => undefined);
  };
  await ready.promise;
  return {
    ask: (message) =>
      new Promise((resolve) => {
        if (!child.connected) return resolve({ error: "the process is gone" });
        asked += 1;
        waiting.set(asked, resolve);
        tell({ ...message, id: asked });
      }),
    tell,
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
};

/** Bytes of memory of a process after garbage collection; NaN if the process has exited. */
export const readMemory = async ({ ask }: AskedProcess): Promise<number> => {
  const answer = await ask({ memory: true });
  return "payload" in answer ? Number(answer.payload) : Number.NaN;
};
