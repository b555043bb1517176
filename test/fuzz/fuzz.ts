import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { isFull, noteResult } from "../proofs/proof.ts";
import type { Handler } from "./functions.ts";
import type { Hostile } from "./hostile-events.ts";

/** `FUZZ_SEED` repeats the same events, and `FUZZ_RUNS` sets their number. */
const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_121);
const events = Number(process.env["FUZZ_RUNS"] ?? (isFull ? 100_000 : 10_000));

/** Makes a bad handler from the good one. An oracle must not accept it. */
export type Control = [what: string, violation: string, misbehaves: (good: Handler) => Handler];

/** A trigger to attack, and its oracle. */
export type Target = {
  name: string;
  handler: Handler;
  attacks: fc.Arbitrary<Hostile>;
  /** Everything wrong with a handler's result. `trusted` is the good handler. */
  violations: (handler: Handler, attack: Hostile, trusted: Handler) => Promise<string[]>;
  /** The minimum number of trigger sources among the attacks. */
  sources: number;
  controls: readonly Control[];
};

/** A handler that treats every address as verified. */
export const newTrustingHandler =
  (handler: Handler): Handler =>
  async (event) => {
    const { userAttributes } = event.request ?? {};
    if (!userAttributes) return handler(event);
    const request = { ...event.request, userAttributes: { ...userAttributes, email_verified: "true" } };
    const { request: _, ...answer } = await handler({ ...event, request });
    return { ...answer, request: event.request };
  };

/** Attacks a handler until the oracle finds a fault, or this fault. @returns the fault and the sources */
const attack = async ({ attacks, violations, handler: trusted }: Target, handler: Handler, way?: string) => {
  const sources = new Set<string>();
  const details = await fc.check(
    fc.asyncProperty(attacks, async (one) => {
      sources.add(one.event.triggerSource);
      const found = await violations(handler, one, trusted);
      const wrong = way === undefined ? found : found.filter((violation) => violation.includes(way));
      if (wrong.length > 0) throw new Error(wrong.join("; "));
    }),
    { numRuns: way === undefined ? events : 10_000, seed, endOnFailure: way !== undefined },
  );
  const wrong = details.failed ? `${details.errorInstance}\n${fc.defaultReportMessage(details)}` : undefined;
  return { sources, wrong };
};

/** Attacks a trigger with hostile events while AWS fails, and checks its oracle with bad handlers. */
export const fuzz = (target: Target): void => {
  it(
    `handles ${events} hostile events correctly`,
    async () => {
      const started = performance.now();
      const { sources, wrong } = await attack(target, target.handler);
      noteResult(`R8 ${target.name}`, {
        id: "R8",
        what: `${target.name}, attacked with hostile events while its servers fail`,
        goal: "0 throws outside the contract, 0 violations",
        size: { events },
        facts: { seed, sources: sources.size },
        misses: wrong === undefined ? [] : ["a violation"],
        seconds: Math.round((performance.now() - started) / 100) / 10,
      });
      expect(wrong).toBeUndefined();
      expect(sources.size).toBeGreaterThanOrEqual(target.sources);
    },
    60_000 + events * 30,
  );

  it.each(target.controls)("detects a handler that %s, as %j", async (_, violation, misbehaves) => {
    const { wrong } = await attack(target, misbehaves(target.handler), violation);
    expect(wrong).toContain(violation);
  });
};
