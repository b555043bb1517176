import { join } from "node:path";
import type { Answer } from "../../local/functions.ts";
import { project } from "../../local/settings.ts";
import { memoryOf, startAsked } from "./asked-process.ts";

export type Worker = {
  /** Runs the function on an event; an error when the process dies over it. */
  invoke: (event: unknown) => Promise<Answer>;
  /** One more sweep; then the worker begins nothing until its clock is moved, and this waits until it does nothing. */
  rest: () => Promise<void>;
  /** Moves the worker's clock so far ahead of the real one, and ends its rest. */
  setAhead: (milliseconds: number) => void;
  /** Bytes of memory that it holds when its garbage is gone; NaN when it is gone itself. */
  memory: () => Promise<number>;
  /** As `kill -9`: nothing that the process does can come after it. */
  kill: () => Promise<void>;
};

/** Starts the sendMail function in a process of its own, and waits until it is loaded. */
export const startWorker = async (environment: Record<string, string>): Promise<Worker> => {
  const worker = await startAsked(join(project, "test", "support", "worker-process.ts"), environment);
  return {
    invoke: (event) => worker.ask({ event }),
    rest: async () => void (await worker.ask({ rest: true })),
    setAhead: (ahead) => worker.tell({ ahead }),
    memory: () => memoryOf(worker),
    kill: worker.kill,
  };
};
