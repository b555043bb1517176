import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { isFull, noteResult } from "../proofs/proof.ts";
import type { Handler } from "./functions.ts";
import type { Hostile } from "./hostile-events.ts";

/** `FUZZ_SEED` attacks with the same events again, `FUZZ_RUNS` with more of them. */
const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_121);
const events = Number(process.env["FUZZ_RUNS"] ?? (isFull ? 100_000 : 10_000));

/** A handler that misbehaves, made of the good one: what an oracle that sees nothing would let pass. */
export type Control = [what: string, violation: string, misbehaves: (good: Handler) => Handler];

/** A trigger to attack, and what is held against it. */
export type Target = {
  name: string;
  handler: Handler;
  attacks: fc.Arbitrary<Hostile>;
  /** All that is wrong with what a handler makes of an attack; `trusted` is the good one. */
  violations: (handler: Handler, attack: Hostile, trusted: Handler) => Promise<string[]>;
  /** How many trigger sources there are among the attacks, at least. */
  sources: number;
  controls: readonly Control[];
};

/** A handler that takes every address for one that somebody has proven. */
export const newBelievingHandler =
  (handler: Handler): Handler =>
  async (event) => {
    const { userAttributes } = event.request ?? {};
    if (!userAttributes) return handler(event);
    const request = { ...event.request, userAttributes: { ...userAttributes, email_verified: "true" } };
    const { request: _, ...answer } = await handler({ ...event, request });
    return { ...answer, request: event.request };
  };

/** Attacks a handler until it is found wrong, in this way if one is given; says how, and which sources came. */
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

/** Attacks a trigger with hostile events while AWS fails, and its oracle with handlers that misbehave. */
export const fuzz = (target: Target): void => {
  it(
    `makes nothing else of ${events} hostile events than it should`,
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

  it.each(target.controls)("would be seen if it %s, as %j", async (_, violation, misbehaves) => {
    const { wrong } = await attack(target, misbehaves(target.handler), violation);
    expect(wrong).toContain(violation);
  });
};
