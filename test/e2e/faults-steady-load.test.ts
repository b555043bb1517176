import { expect, it } from "@jest/globals";
import { growthOf } from "../../scripts/soak/memory-growth.ts";
import { steadyLoad } from "../../scripts/soak/steady-load.ts";

const { ci, full } = steadyLoad;

it(`${steadyLoad.id}: ${steadyLoad.goal}`, async () => {
  const facts = await steadyLoad.run(ci);
  expect({ facts, misses: steadyLoad.misses(facts, ci) }).toEqual({ facts, misses: [] });
  // Each process answers for itself; what it grows by is chance in so short a time.
  expect(facts).toMatchObject({ "trigger MB": expect.any(Number), "worker MB": expect.any(Number) });
  expect(Math.min(facts["trigger MB"] ?? 0, facts["worker MB"] ?? 0)).toBeGreaterThan(30);
}, 600_000);

const signUps = full.seconds * full.perSecond;
const good = {
  profiles: signUps,
  sent: signUps,
  mails: signUps,
  "mails of nobody": 0,
  duplicates: 0,
  throws: 0,
  "mail age p99 ms": 4_999,
  "trigger growth %": 4.9,
  "worker growth %": 4.9,
};

it.each([
  ["what just holds", {}, []],
  ["a trigger that grows", { "trigger growth %": 5 }, ["trigger growth % is 5, above 4.9"]],
  ["a worker that grows", { "worker growth %": 5 }, ["worker growth % is 5, above 4.9"]],
  ["a worker that died", { "worker growth %": Number.NaN }, ["worker growth % is NaN, above 4.9"]],
  ["mails that wait", { "mail age p99 ms": 5_000 }, ["mail age p99 ms is 5000, above 4999"]],
  ["a mail lost", { mails: signUps - 1 }, [`mails is ${signUps - 1}, not ${signUps}`]],
  ["a mail sent twice", { duplicates: 1 }, ["duplicates is 1, not 0"]],
])("%s at the full size", (_what, facts, misses) => {
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
  ["grows in the warm-up only", (at: number) => [Math.min(100, 50 + at), 100, 100], 0, 0],
  ["the second worker leaks", (at: number) => [100, 100, 100 + at / 10], 0, 16.5],
  ["the trigger leaks", (at: number) => [100 + at / 10, 100, 100], 16.5, 0],
  ["shrinks", (at: number) => [100, 100 - at / 10, 100 - at / 10], 0, -19.7],
  ["one sample is far off", (at: number) => [at === 280 ? 500 : 100, 100, 100], 0, 0],
])("%s", (_what, heldAt, trigger, worker) => {
  const { "trigger growth %": ofTrigger, "worker growth %": ofWorker } = growthOf(samples(heldAt), full);
  expect([ofTrigger, ofWorker]).toEqual([trigger, worker]);
});
