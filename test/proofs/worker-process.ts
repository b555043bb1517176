/**
 * The sendMail function in a process of its own, to be killed at will. Told to by its parent it handles an event, rests, or
 * moves its clock; on its own it sweeps.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { answerParent } from "./answer-asked.ts";

type Told = { event: unknown } | { rest: true } | { ahead: number };

const realNow = Date.now;
let ahead = Number(process.env["CLOCK_AHEAD"] ?? 0);
// Before the function is loaded, which takes Date.now for its clock: a lease of 5 min ends when the test says so.
Date.now = () => realNow() + ahead;

const { handler } = await import("../../src/workers/send-mail.ts");

/** What serverless.yml gives the function, in milliseconds. */
const timeout = 60_000;
const context = () => {
  const end = realNow() + timeout;
  return { getRemainingTimeInMillis: () => end - realNow() };
};
const running = new Set<Promise<unknown>>();
let resting: PromiseWithResolvers<void> | undefined;

const invoke = async (event: unknown) => {
  while (resting) await resting.promise;
  const run = handler(event as Parameters<typeof handler>[0], context());
  running.add(run);
  return run.finally(() => running.delete(run));
};

const sweep = () =>
  invoke({ "detail-type": "Scheduled Event", source: "aws.events", detail: {} }).catch(() => undefined);

/** Sweeps once more, begins nothing after that, and waits for what runs. */
const rest = async () => {
  await sweep();
  resting ??= Promise.withResolvers();
  await Promise.allSettled(running);
};

answerParent(async (told: Told) => {
  if ("event" in told) return invoke(told.event);
  if ("rest" in told) return rest();
  ahead = told.ahead;
  resting?.resolve();
  resting = undefined;
  return undefined;
});

const pause = Number(process.env["SWEEP_EVERY"] ?? 1_000);
for (;;) {
  await sleep(pause);
  await sweep();
}
