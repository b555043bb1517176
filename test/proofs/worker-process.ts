/**
 * The sendMail function in its own process, which tests can kill. Its parent makes it handle an event, rest, or
 * move its clock. It sweeps by itself.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { answerParent } from "./answer-asked.ts";

type Message = { event: unknown } | { rest: true } | { ahead: number };

const realNow = Date.now;
let ahead = Number(process.env["CLOCK_AHEAD"] ?? 0);
// Must run before the function is loaded, which uses Date.now: the test decides when a lease of 5 min ends.
Date.now = () => realNow() + ahead;

const { handler } = await import("../../src/workers/send-mail.ts");

/** The function's timeout in serverless.yml, in milliseconds. */
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

/** Sweeps once more, starts nothing after that, and waits for running work. */
const rest = async () => {
  await sweep();
  resting ??= Promise.withResolvers();
  await Promise.allSettled(running);
};

answerParent(async (message: Message) => {
  if ("event" in message) return invoke(message.event);
  if ("rest" in message) return rest();
  ahead = message.ahead;
  resting?.resolve();
  resting = undefined;
  return undefined;
});

const pause = Number(process.env["SWEEP_EVERY"] ?? 1_000);
for (;;) {
  await sleep(pause);
  await sweep();
}
