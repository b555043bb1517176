import type { TriggerName } from "../support/loaded-triggers.ts";

/** Milliseconds: each trigger's own deadline, and 100 for what comes after it. */
export const bounds: Readonly<Record<TriggerName, number>> = {
  postConfirmation: 3_600,
  preTokenGeneration: 1_100,
  postAuthentication: 900,
};

/**
 * Whether work that sets its deadline when it is called still runs when a timer of so many milliseconds has gone off, which
 * is set just after it. A loop runs its timers, and what follows from each at once, before anything else: however long the
 * machine stood still, an earlier deadline has been held by then.
 * https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick
 */
export const isRunningAfter = async (milliseconds: number, work: () => Promise<unknown>): Promise<boolean> => {
  const running = work();
  let late = false;
  const timer = setTimeout(() => {
    // After all timers that went off with it.
    setImmediate(() => {
      late = true;
    });
  }, milliseconds);
  await running;
  clearTimeout(timer);
  return late;
};
