/** Bytes of memory that this process holds when its garbage is gone, which takes `node --expose-gc`. */
export const memoryHeld = (): number => {
  if (!globalThis.gc) throw new Error("Garbage is collected on demand by `node --expose-gc` only.");
  globalThis.gc();
  return process.memoryUsage.rss();
};
