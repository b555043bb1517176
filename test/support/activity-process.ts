/** The countActivity function in a process of its own, to be killed at will; it handles what its parent sends. */
const { handler } = await import("../../src/workers/count-activity.ts");

process.on("message", async (event: Parameters<typeof handler>[0]) => {
  const answer = await handler(event).catch((error: Error) => ({ error: error.message }));
  process.send?.(answer);
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
