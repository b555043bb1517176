import { setTimeout as sleep } from "node:timers/promises";

/** Calls `isReady` every 50 ms until it returns true. An error counts as false. */
export const waitUntil = async (
  what: string,
  isReady: () => Promise<boolean>,
  { seconds = 60, signal }: { seconds?: number; signal: AbortSignal },
): Promise<void> => {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    signal.throwIfAborted();
    if (await isReady().catch(() => false)) return;
    await sleep(50);
  }
  throw new Error(`${what} did not answer within ${seconds} seconds.`);
};
