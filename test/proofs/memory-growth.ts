import { setTimeout as sleep } from "node:timers/promises";
import { type ProofCounts, findPercentile } from "./proof.ts";

/** Bytes that the trigger's process and then each worker's held, after so many seconds of load. */
export type Sample = { at: number; held: readonly number[] };

/** Seconds at the beginning, and as many at the end, whose medians are compared. */
export const windowSeconds = 60;

/** Milliseconds; garbage is collected each time, which keeps a process for some tens of them. */
const sampleEvery = 5_000;

/** Samples until it is stopped; the load is so many seconds old. */
export const sampleMemory = (memory: () => Promise<number[]>, begin: number) => {
  const stopped = new AbortController();
  const started = performance.now();
  const sampled = (async () => {
    const samples: Sample[] = [];
    while (!stopped.signal.aborted) {
      await sleep(sampleEvery, undefined, { signal: stopped.signal }).catch(() => undefined);
      samples.push({ at: begin + (performance.now() - started) / 1_000, held: await memory() });
    }
    return samples;
  })();
  return {
    stop: () => {
      stopped.abort();
      return sampled;
    },
  };
};

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

/** Whether the beginning and the end of a load are apart; in less, nothing can be said of growth. */
export const isLongEnough = ({ seconds, warmUp }: { seconds: number; warmUp: number }): boolean =>
  seconds >= warmUp + 2 * windowSeconds;

/**
 * The memory of the trigger and of the largest worker at the end, in MB, and by how much the trigger and the worst worker
 * grew since the warm-up.
 */
export const measureGrowth = (samples: readonly Sample[], size: { seconds: number; warmUp: number }): ProofCounts => {
  const { seconds, warmUp } = size;
  const median = (process: number, from: number, to: number) =>
    findPercentile(
      samples.filter(({ at }) => at >= from && at < to).map(({ held }) => (held[process] ?? Number.NaN) / 2 ** 20),
      0.5,
    );
  const [trigger = { last: Number.NaN, growth: Number.NaN }, ...workers] = (samples[0]?.held ?? []).map(
    (_, process) => {
      const first = median(process, warmUp, warmUp + windowSeconds);
      const last = median(process, seconds - windowSeconds, Number.POSITIVE_INFINITY);
      return { last, growth: oneDecimal((last / first - 1) * 100) };
    },
  );
  return {
    "trigger MB": trigger.last,
    "worker MB": Math.max(...workers.map(({ last }) => last)),
    ...(isLongEnough(size) && {
      "trigger growth %": trigger.growth,
      "worker growth %": Math.max(...workers.map(({ growth }) => growth)),
    }),
  };
};
