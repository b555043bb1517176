/** The countActivity function in its own process, which tests can kill. It handles the events that its parent sends. */
const { handler } = await import("../../src/workers/count-activity.ts");

process.on("message", async (event: Parameters<typeof handler>[0]) => {
  const answer = await handler(event).catch((error: Error) => ({ error: error.message }));
  process.send?.(answer);
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
