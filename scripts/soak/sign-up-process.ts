/**
 * Post-confirmation in a process of its own, with its own environment: told a person, it says how long it took; given what it
 * has handed over, it repairs that.
 */

import type { Repair } from "../../src/aws/ensure-profile.ts";
import { memoryHeld } from "../../test/support/memory.ts";
import { eventFor, loadTriggers, runRepairs } from "./triggers.ts";

type Told = { id: number; sub: string } | { id: number; repairs: Repair[] } | { id: number; memory: true };

const { postConfirmation, ensureProfile } = await loadTriggers({});

const signUp = async (sub: string) => {
  const started = performance.now();
  const failed = await postConfirmation(eventFor("postConfirmation", sub)).then(
    () => 0,
    () => 1,
  );
  return { milliseconds: performance.now() - started, failed };
};

const answerTo = (told: Told) => {
  if ("memory" in told) return memoryHeld();
  return "repairs" in told ? runRepairs(told.repairs, ensureProfile) : signUp(told.sub);
};

process.on("message", async (told: Told) => {
  process.send?.({ id: told.id, payload: await answerTo(told) });
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
