/**
 * Post-confirmation in its own process, with its own environment. For a user, it returns the time it took; for events
 * that it has queued, it runs the repair.
 */
import type { Repair } from "../../src/aws/ensure-profile.ts";
import { eventFor, loadTriggers, runRepairs } from "../support/loaded-triggers.ts";
import { answerParent } from "./answer-asked.ts";

const { postConfirmation, ensureProfile } = await loadTriggers({});

const signUp = async (sub: string) => {
  const started = performance.now();
  const failed = await postConfirmation(eventFor("postConfirmation", sub)).then(
    () => 0,
    () => 1,
  );
  return { milliseconds: performance.now() - started, failed };
};

answerParent(async (message: { sub: string } | { repairs: Repair[] }) =>
  "repairs" in message ? runRepairs(message.repairs, ensureProfile) : signUp(message.sub),
);
