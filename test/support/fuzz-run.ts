import fc from "fast-check";
import type { Handler, Target } from "./fuzz-targets.ts";

/** What so many attacks came to: `wrong` tells the first one that was answered wrongly, and how to make it again. */
export type Fuzzed = { events: number; sources: number; wrong: string | undefined };

type Options = { events: number; seed: number; trusted?: Handler; shrinks?: boolean };

/** Attacks a handler, by the same events for the same seed, until one is answered wrongly. */
export const attack = async (
  { attacks, violations }: Pick<Target, "attacks" | "violations">,
  handler: Handler,
  { events, seed, trusted = handler, shrinks = true }: Options,
): Promise<Fuzzed> => {
  const sources = new Set<string>();
  const found = await fc.check(
    fc.asyncProperty(attacks, async (one) => {
      sources.add(one.event.triggerSource);
      const wrong = await violations(handler, one, trusted);
      if (wrong.length > 0) throw new Error(wrong.join("; "));
    }),
    { numRuns: events, seed, endOnFailure: !shrinks },
  );
  return {
    events: found.numRuns,
    sources: sources.size,
    wrong: found.failed ? `${(found.errorInstance as Error).message}: ${fc.defaultReportMessage(found)}` : undefined,
  };
};
