import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "../../local/ports.ts";
import { root } from "../../schema/folder.ts";
import { stackPort } from "./stack.ts";

export type PoolProcess = {
  url: string;
  /** The log output of its triggers. */
  logged: () => string;
  stop: () => Promise<void>;
};

/** Starts an empty user pool beside the stack, with its files in `state`. Its triggers have this environment. */
export const startPool = async (state: string, environment: Record<string, string>): Promise<PoolProcess> => {
  await mkdir(join(state, "logs"), { recursive: true });
  const port = await findFreePort();
  const ports = { COGNITO_PORT: port, LAMBDA_PORT: stackPort + 1, SES_PORT: stackPort + 4 };
  const child = fork(join(root, "test", "support", "pool-process.ts"), {
    cwd: root,
    env: {
      ...process.env,
      ...environment,
      ...Object.fromEntries(Object.entries(ports).map(([name, value]) => [name, String(value)])),
      LOCAL_STATE: state,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (data) => {
      text += data;
    });
  const exited = once(child, "exit");
  await Promise.race([
    once(child, "message"),
    exited.then(() => Promise.reject(new Error(`The pool did not start:\n${text}`))),
  ]);
  return {
    url: `http://localhost:${port}`,
    logged: () => text,
    stop: async () => {
      child.kill();
      await exited;
    },
  };
};
