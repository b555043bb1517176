/**
 * The sendMail function in a process of its own, to be killed at will. Told to by its parent it handles an event, rests,
 * moves its clock, or says how much memory it holds; on its own it sweeps, and it ends when its parent does.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { memoryHeld } from "./memory.ts";

type Told =
  | { id: number; event: unknown }
  | { id: number; memory: true }
  | { id: number; rest: true }
  | { ahead: number };

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

process.on("message", async (told: Told) => {
  if ("ahead" in told) {
    ahead = told.ahead;
    resting?.resolve();
    resting = undefined;
    return;
  }
  if ("rest" in told) {
    await rest();
    process.send?.({ id: told.id, payload: null });
    return;
  }
  if ("memory" in told) {
    process.send?.({ id: told.id, payload: memoryHeld() });
    return;
  }
  const answer = await invoke(told.event).then(
    (payload) => ({ payload: payload ?? null }),
    (error: Error) => ({ error: error.message }),
  );
  process.send?.({ id: told.id, ...answer });
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });

const pause = Number(process.env["SWEEP_EVERY"] ?? 1_000);
for (;;) {
  await sleep(pause);
  await sweep();
}
