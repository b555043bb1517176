import type { TriggerName } from "../support/loaded-triggers.ts";

/** Milliseconds: each trigger's deadline, and 100 for what follows. */
export const bounds: Readonly<Record<TriggerName, number>> = {
  postConfirmation: 3_600,
  preTokenGeneration: 1_100,
  postAuthentication: 900,
};

/**
 * Whether work that sets its own deadline still runs after a timer of so many milliseconds, set just after it. The
 * event loop runs timers in order, with what follows from each, so an earlier deadline was met by then, even if the
 * machine was blocked. https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick
 */
export const isRunningAfter = async (milliseconds: number, work: () => Promise<unknown>): Promise<boolean> => {
  const running = work();
  let late = false;
  const timer = setTimeout(() => {
    // After all timers that fired with it.
    setImmediate(() => {
      late = true;
    });
  }, milliseconds);
  await running;
  clearTimeout(timer);
  return late;
};
