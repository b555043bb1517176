import { join } from "node:path";
import { listEventSourceMappings } from "../../local/definitions.ts";
import type { Answer } from "../../local/functions.ts";
import { startStream } from "../../local/stream.ts";
import { root } from "../../schema/folder.ts";
import type { TestTable } from "../support/place.ts";
import { readMemory, startChildProcess } from "./asked-process.ts";

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

/** No two have the same name, so that a fake knows who called, the dead ones too. */
export type NamedWorker = Worker & { name: string };

export type Workers = {
  /** One entry per place; a new worker takes the place of one that is killed. */
  all: NamedWorker[];
  /** `kill -9` for one of them, and a new one in its place; `between` looks at what the dead one left. */
  replace: (index: number, between?: () => Promise<void>) => Promise<void>;
  /** Until no worker does anything or begins anything; what is leased then is held by nobody who lives. */
  rest: () => Promise<void>;
  /** Moves the clocks of all so far ahead, those of later ones too, and ends their rest: a clock never moves within a mail. */
  setAhead: (milliseconds: number) => void;
  stop: () => Promise<void>;
};

/** Rings at one worker after the other, as the event source mapping of serverless.yml does, until the signal aborts. */
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
 * Workers on the table: the stream rings at one of them after the other, and each sweeps by itself. Without a place, the
 * caller rings. A worker calls SES at the path `/<name>`.
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
