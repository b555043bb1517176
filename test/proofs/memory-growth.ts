import { setTimeout as sleep } from "node:timers/promises";
import { findPercentile, type ProofCounts } from "./proof.ts";

/** Bytes of the trigger's process and of each worker, after so many seconds of load. */
export type Sample = { at: number; held: readonly number[] };

/** Seconds at the start and at the end whose medians are compared. */
export const windowSeconds = 60;

/** Milliseconds. Each sample collects garbage, which takes some tens of milliseconds. */
const sampleEvery = 5_000;

/** Takes samples until it is stopped. */
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

/** Whether the start and the end of a load do not overlap, so that growth can be measured. */
export const isLongEnough = ({ seconds, warmUp }: { seconds: number; warmUp: number }): boolean =>
  seconds >= warmUp + 2 * windowSeconds;

/**
 * The memory of the trigger and of the largest worker at the end in MB, and the growth of the trigger and of the worst
 * worker since the warm-up.
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
