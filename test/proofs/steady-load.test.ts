import { randomUUID } from "node:crypto";
import { expect, it } from "@jest/globals";
import { outboxId } from "../../src/rules/people/keys.ts";
import { runRepairs } from "../support/loaded-triggers.ts";
import { openTestTable } from "../support/place.ts";
import { readAllRows, waitUntilNothingIsOwed } from "../support/table-rows.ts";
import { isLongEnough, measureGrowth, type Sample, sampleMemory } from "./memory-growth.ts";
import { findPercentile, listAbove, listDifferent, type Proof, type ProofCounts, prove } from "./proof.ts";
import { arrive, openWorld, type World } from "./steady-world.ts";
import { ringFromStream } from "./workers.ts";

/**
 * The growth excludes `warmUp` of the `seconds`. Each table takes `perTable` seconds of load. With `atOnce` calls
 * running, the next user waits, so a slow machine takes longer and still passes.
 */
type Size = { seconds: number; warmUp: number; perSecond: number; workers: number; perTable: number; atOnce: number };

type Counted = { facts: ProofCounts; times: number[]; ages: number[]; samples: Sample[] };

/** One table's part of the load, which starts after so many seconds. */
const runLoad = async (world: World, seconds: number, begin: number, size: Size): Promise<Counted> => {
  const { perSecond } = size;
  const { backend, ses, feedback } = world;
  const place = await openTestTable(world.port);
  const stopped = new AbortController();
  const pump = ringFromStream(place, world.workers.all, stopped.signal);
  const takenBefore = ses.taken.length;
  try {
    const subs = Array.from({ length: seconds * perSecond }, () => randomUUID());
    const sampling = sampleMemory(world.memory, begin);
    const arrivals = await arrive(world, subs, size);
    const samples = await sampling.stop();
    const handedOver = backend.queue.length;
    await runRepairs(backend.queue, world.ensureProfile);
    await waitUntilNothingIsOwed(place.table);
    await feedback.done();
    const rows = await readAllRows(place.table);
    const owedAt = new Map(
      rows.filter(({ sk }) => sk === "OUTBOX#welcome").map((row) => [outboxId(row), Number(row["createdAt"])]),
    );
    const taken = ses.taken.slice(takenBefore);
    const facts = {
      "sign-ups": subs.length,
      profiles: rows.filter(({ sk }) => sk === "PROFILE").length,
      sent: rows.filter(({ status }) => status === "SENT").length,
      mails: taken.length,
      "unknown mails": taken.filter(({ outbox }) => !owedAt.has(outbox)).length,
      throws: arrivals.filter(({ failed }) => failed).length,
      handedOver,
    };
    return {
      facts,
      samples,
      times: arrivals.map(({ milliseconds }) => milliseconds),
      ages: taken.map(({ outbox, at }) => at - (owedAt.get(outbox) ?? Number.NaN)),
    };
  } finally {
    stopped.abort();
    await pump;
    await place.close();
  }
};

/**
 * The processes stay, and the table is replaced after each `perTable` seconds of load: the local one writes more
 * slowly the more it has written. In between, no users arrive until all mails are sent and all repairs are done.
 */
const run = async (size: Size): Promise<ProofCounts> => {
  const { seconds, workers, perTable } = size;
  const world = await openWorld(workers);
  const all: ProofCounts = {};
  const times: number[] = [];
  const ages: number[] = [];
  const samples: Sample[] = [];
  try {
    for (let begin = 0; begin < seconds; begin += perTable) {
      const counted = await runLoad(world, Math.min(perTable, seconds - begin), begin, size);
      for (const [name, value] of Object.entries(counted.facts)) all[name] = (all[name] ?? 0) + value;
      times.push(...counted.times);
      ages.push(...counted.ages);
      samples.push(...counted.samples);
    }
    return {
      ...all,
      duplicates: world.ses.duplicates(),
      "p50 ms": findPercentile(times, 0.5),
      "p99 ms": findPercentile(times, 0.99),
      "mail age p50 ms": findPercentile(ages, 0.5),
      "mail age p99 ms": findPercentile(ages, 0.99),
      "oldest mail ms": findPercentile(ages, 1),
      ...measureGrowth(samples, size),
    };
  } finally {
    await world.close();
  }
};

const steadyLoad: Proof<Size> = {
  id: "R18",
  what: "50 confirmations per second on schedule, 2 workers on the stream and the sweep of every minute",
  goal: "profiles = mails = sign-ups, 0 duplicates, 0 throws; RSS growth below 5 %, age of a sent mail p99 below 5 s",
  small: { seconds: 10, warmUp: 0, perSecond: 50, workers: 2, perTable: 10, atOnce: 4 },
  full: { seconds: 300, warmUp: 60, perSecond: 50, workers: 2, perTable: 60, atOnce: 1_000 },
  run,
  misses: (facts, size) => {
    const signUps = size.seconds * size.perSecond;
    return [
      // Each process is checked on its own.
      ...["trigger MB", "worker MB"]
        .filter((name) => !((facts[name] ?? 0) > 30))
        .map((name) => `${name} is ${facts[name]}`),
      ...listDifferent(facts, {
        profiles: signUps,
        sent: signUps,
        mails: signUps,
        "unknown mails": 0,
        duplicates: 0,
        throws: 0,
      }),
      // In a shorter load, growth cannot be measured, and the slowest percent is random.
      ...(isLongEnough(size)
        ? listAbove(facts, { "mail age p99 ms": 4_999, "trigger growth %": 4.9, "worker growth %": 4.9 })
        : []),
    ];
  },
};

prove(steadyLoad);

const { full } = steadyLoad;
const signUps = full.seconds * full.perSecond;
const good = {
  profiles: signUps,
  sent: signUps,
  mails: signUps,
  "unknown mails": 0,
  duplicates: 0,
  throws: 0,
  "trigger MB": 100,
  "worker MB": 100,
  "mail age p99 ms": 4_999,
  "trigger growth %": 4.9,
  "worker growth %": 4.9,
};

it.each([
  ["a result at the limits", {}, []],
  ["a growing trigger", { "trigger growth %": 5 }, ["trigger growth % is 5, above 4.9"]],
  ["a growing worker", { "worker growth %": 5 }, ["worker growth % is 5, above 4.9"]],
  ["a dead worker", { "worker growth %": Number.NaN }, ["worker growth % is NaN, above 4.9"]],
  ["late mails", { "mail age p99 ms": 5_000 }, ["mail age p99 ms is 5000, above 4999"]],
  ["a lost mail", { mails: signUps - 1 }, [`mails is ${signUps - 1}, not ${signUps}`]],
  ["a mail sent twice", { duplicates: 1 }, ["duplicates is 1, not 0"]],
])("judges %s at the full size", (_what, facts, misses) => {
  expect(steadyLoad.misses({ ...good, ...facts }, full)).toEqual(misses);
});

const megabyte = 2 ** 20;
/** A sample every five seconds, with so many MB in the trigger and in each worker. */
const samples = (heldAt: (at: number) => number[]) =>
  Array.from({ length: 60 }, (_, index) => ({
    at: index * 5,
    held: heldAt(index * 5).map((megabytes) => megabytes * megabyte),
  }));

it.each([
  ["the trigger grows in the warm-up only", (at: number) => [Math.min(100, 50 + at), 100, 100], 0, 0],
  ["the second worker leaks", (at: number) => [100, 100, 100 + at / 10], 0, 16.5],
  ["the trigger leaks", (at: number) => [100 + at / 10, 100, 100], 16.5, 0],
  ["the workers shrink", (at: number) => [100, 100 - at / 10, 100 - at / 10], 0, -19.7],
  ["one sample is an outlier", (at: number) => [at === 280 ? 500 : 100, 100, 100], 0, 0],
])("measures the growth if %s", (_what, heldAt, trigger, worker) => {
  const { "trigger growth %": ofTrigger, "worker growth %": ofWorker } = measureGrowth(samples(heldAt), full);
  expect([ofTrigger, ofWorker]).toEqual([trigger, worker]);
});
