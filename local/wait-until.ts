import { setTimeout as sleep } from "node:timers/promises";

/** Asks every 50 ms until the answer is true; an error counts as "not yet". */
export const waitUntil = async (
  what: string,
  ask: () => Promise<boolean>,
  { seconds = 60, signal }: { seconds?: number; signal: AbortSignal },
): Promise<void> => {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    signal.throwIfAborted();
    if (await ask().catch(() => false)) return;
    await sleep(50);
  }
  throw new Error(`${what} did not answer within ${seconds} seconds.`);
};
