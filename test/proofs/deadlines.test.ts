import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "@jest/globals";
import { withDeadline } from "../../src/runtime/deadline.ts";
import { isRunningAfter } from "./deadlines.ts";

/** Blocks this process. */
const block = (milliseconds: number) => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

const never = () => new Promise<never>(() => undefined);
const runUntil = (milliseconds: number) => withDeadline(milliseconds, never).catch(() => undefined);

it.each<[string, boolean, () => Promise<unknown>]>([
  ["immediate work", false, async () => undefined],
  ["an earlier deadline", false, () => runUntil(20)],
  [
    "an earlier deadline on a blocked machine",
    false,
    () => {
      const running = runUntil(20);
      setTimeout(block, 5, 200);
      return running;
    },
  ],
  // On any machine, the second timer starts after the limit.
  ["a later deadline", true, () => runUntil(60).then(() => sleep(1))],
  ["no deadline", true, () => sleep(60).then(() => sleep(1))],
])("%s outlasts 50 ms: %j", async (_, late, work) => {
  expect(await isRunningAfter(50, work)).toBe(late);
});
