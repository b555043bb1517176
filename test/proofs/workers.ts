import { join } from "node:path";
import { listEventSourceMappings } from "../../local/definitions.ts";
import type { Answer } from "../../local/functions.ts";
import { startStream } from "../../local/stream.ts";
import { root } from "../../schema/folder.ts";
import type { TestTable } from "../support/place.ts";
import { readMemory, startChildProcess } from "./asked-process.ts";

export type Worker = {
  /** Runs the function on an event. @returns an error if the process dies */
  invoke: (event: unknown) => Promise<Answer>;
  /** Sweeps once more and waits until the worker is idle. The worker then starts nothing until its clock is moved. */
  rest: () => Promise<void>;
  /** Sets the worker's clock ahead of the real one, and ends its rest. */
  setAhead: (milliseconds: number) => void;
  /** Bytes of memory after garbage collection; NaN if the process has exited. */
  memory: () => Promise<number>;
  /** Like `kill -9`: the process can do nothing after it. */
  kill: () => Promise<void>;
};

/** Starts the sendMail function in its own process, and waits until it is loaded. */
const startWorker = async (environment: Record<string, string>): Promise<Worker> => {
  const worker = await startChildProcess(join(root, "test", "proofs", "worker-process.ts"), environment);
  return {
    invoke: (event) => worker.ask({ event }),
    rest: async () => void (await worker.ask({ rest: true })),
    setAhead: (ahead) => worker.tell({ ahead }),
    memory: () => readMemory(worker),
    kill: worker.kill,
  };
};

/** Names are unique, so that a fake can identify each caller, including dead ones. */
export type NamedWorker = Worker & { name: string };

export type Workers = {
  /** A new worker replaces a killed one in this list. */
  all: NamedWorker[];
  /** Kills a worker and starts another. `between` runs before the start, to check what the dead worker left. */
  replace: (index: number, between?: () => Promise<void>) => Promise<void>;
  /** Waits until all workers are idle. After that, no living worker holds a lease. */
  rest: () => Promise<void>;
  /** Sets the clocks of all workers ahead, also of later ones, and ends their rest. No clock moves within a mail. */
  setAhead: (milliseconds: number) => void;
  stop: () => Promise<void>;
};

/** Invokes the workers in turn, like the event source mapping of serverless.yml, until the signal aborts. */
export const ringFromStream = (place: TestTable, all: readonly Worker[], signal: AbortSignal): Promise<void> => {
  const mapping = listEventSourceMappings().find(({ function: name }) => name === "sendMail");
  if (!mapping) throw new Error("serverless.yml has no stream of sendMail");
  let turn = 0;
  return startStream({
    mapping,
    endpoint: place.endpoint,
    streamArn: place.streamArn,
    state: place.folder,
    invoke: async (_name, event) => {
      turn += 1;
      return (await all[turn % all.length]?.invoke(event)) ?? { error: "no worker" };
    },
    report: () => undefined,
    signal,
  });
};

/**
 * Starts workers on a table: the stream invokes them in turn, and each sweeps by itself. Without a table, the
 * caller invokes them. A worker calls SES at the path `/<name>`.
 */
export const startWorkers = async (
  place: TestTable | undefined,
  count: number,
  environment: Record<string, string>,
  { sweepEvery }: { sweepEvery: number },
): Promise<Workers> => {
  let ahead = 0;
  let started = 0;
  const start = async (): Promise<NamedWorker> => {
    started += 1;
    const name = `worker-${started}`;
    const worker = await startWorker({
      ...environment,
      AWS_ENDPOINT_URL_SESV2: `${environment["AWS_ENDPOINT_URL_SESV2"]}/${name}`,
      CLOCK_AHEAD: String(ahead),
      SWEEP_EVERY: String(sweepEvery),
    });
    return { ...worker, name };
  };
  const all = await Promise.all(Array.from({ length: count }, start));
  const stopped = new AbortController();
  const pump = place ? ringFromStream(place, all, stopped.signal) : Promise.resolve();
  const replace = async (index: number, between?: () => Promise<void>) => {
    await all[index]?.kill();
    await between?.();
    all[index] = await start();
  };
  return {
    all,
    replace,
    rest: async () => void (await Promise.all(all.map((worker) => worker.rest()))),
    setAhead: (milliseconds) => {
      ahead = milliseconds;
      for (const worker of all) worker.setAhead(ahead);
    },
    stop: async () => {
      stopped.abort();
      await Promise.all([pump, ...all.map((worker) => worker.kill())]);
    },
  };
};
