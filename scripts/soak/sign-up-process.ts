/** Post-confirmation in a process of its own, with its own environment: told a person, it says how long it took. */
import { memoryHeld } from "../../test/support/memory.ts";
import { eventFor, loadTriggers } from "./triggers.ts";

type Told = { id: number; sub: string } | { id: number; memory: true };

const { postConfirmation } = await loadTriggers({});

const signUp = async (sub: string) => {
  const started = performance.now();
  const failed = await postConfirmation(eventFor("postConfirmation", sub)).then(
    () => 0,
    () => 1,
  );
  return { milliseconds: performance.now() - started, failed };
};

process.on("message", async (told: Told) => {
  const payload = "memory" in told ? memoryHeld() : await signUp(told.sub);
  process.send?.({ id: told.id, payload });
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
