/** Post-confirmation in a process of its own, with its own environment: told a person, it says how long it took. */
import { randomUUID } from "node:crypto";
import { eventFor, loadTriggers } from "./triggers.ts";

const { postConfirmation } = await loadTriggers({});
process.on("message", async () => {
  const started = performance.now();
  const failed = await postConfirmation(eventFor("postConfirmation", randomUUID())).then(
    () => 0,
    () => 1,
  );
  process.send?.({ milliseconds: performance.now() - started, failed });
});
process.on("disconnect", () => process.exit());
process.send?.({ milliseconds: 0, failed: 0 });
