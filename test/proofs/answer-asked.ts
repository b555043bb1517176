/** Bytes of memory after garbage collection. Needs `node --expose-gc`. */
const memoryHeld = (): number => {
  if (!globalThis.gc) throw new Error("Garbage is collected on demand by `node --expose-gc` only.");
  globalThis.gc();
  return process.memoryUsage.rss();
};

/** For the process of asked-process.ts: reports that it is ready, answers each message, and ends with its parent. */
export const answerParent = <Message extends object>(answer: (message: Message) => Promise<unknown>): void => {
  process.on("message", async ({ id, ...message }: { id?: number } & Message) => {
    const work = "memory" in message ? Promise.resolve().then(memoryHeld) : answer(message as unknown as Message);
    const answered = await work.then(
      (payload) => ({ payload: payload ?? null }),
      (error: Error) => ({ error: error.message }),
    );
    if (id !== undefined) process.send?.({ id, ...answered });
  });
  process.on("disconnect", () => process.exit());
  process.send?.({ ready: true });
};
