import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "@jest/globals";
import { withDeadline } from "../../src/runtime/deadline.ts";
import { isRunningAfter } from "./deadlines.ts";

/** Nothing else runs in this process meanwhile. */
const standStill = (milliseconds: number) => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

const never = () => new Promise<never>(() => undefined);
const endsBy = (milliseconds: number) => withDeadline(milliseconds, never).catch(() => undefined);

it.each<[string, boolean, () => Promise<unknown>]>([
  ["work that is done at once", false, async () => undefined],
  ["an earlier deadline", false, () => endsBy(20)],
  [
    "an earlier deadline, on a machine that stands still",
    false,
    () => {
      const running = endsBy(20);
      setTimeout(standStill, 5, 200);
      return running;
    },
  ],
  // However late the process is, the second deadline is set after the limit has passed.
  ["a later deadline", true, () => endsBy(60).then(() => sleep(1))],
  ["no deadline", true, () => sleep(60).then(() => sleep(1))],
])("%s outlasts 50 ms: %j", async (_, late, work) => {
  expect(await isRunningAfter(50, work)).toBe(late);
});
