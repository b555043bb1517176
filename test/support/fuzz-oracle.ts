import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { CognitoEvent } from "../../src/cognito-event.ts";
import { bundled, type Change } from "./bundle.ts";
import { type Hostile, hostileEvents } from "./oracle-events.ts";

type Handler = (event: CognitoEvent) => Promise<CognitoEvent>;
type Violations = (handler: Handler, hostile: Hostile) => Promise<string[]>;

export const seed = 20_261_121;
/** So many in CI; `FUZZ_RUNS` makes it more. */
export const runs = Number(process.env["FUZZ_RUNS"] ?? 100_000);

type Fuzz = {
  entry: string;
  /** What the names of its sample events begin with. */
  events: string;
  /** What every bundle is made with: stand-ins, short deadlines, settings with something to go wrong. */
  changes: readonly Change[];
  violations: Violations;
  /** Of the number of events; 1 for a trigger's main settings. */
  share?: number;
  /** Mistakes that somebody could make. */
  bugs: Record<string, Change[]>;
};

/** Fuzzes a handler as Lambda gets it, and then the oracles with handlers that have a mistake in them. */
export const fuzz = ({ entry, events, changes, violations, share = 1, bugs }: Fuzz): void => {
  const numRuns = Math.ceil(runs * share);
  const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
  const hostile = hostileEvents(events);
  let handler: Handler;
  beforeAll(() => {
    handler = bundled(entry, folder, "good", changes);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    `makes nothing else of ${numRuns} hostile events than it should`,
    async () => {
      const sources = new Set<string>();
      await fc.assert(
        fc.asyncProperty(hostile, async (attack) => {
          sources.add(attack.event.triggerSource);
          const found = await violations(handler, attack);
          if (found.length > 0) throw new Error(found.join("; "));
        }),
        { numRuns, seed },
      );
      expect(sources.size).toBeGreaterThan(2);
    },
    60_000 + runs * 3,
  );

  describe("the oracles see", () => {
    it.each(Object.entries(bugs))(
      "%s",
      async (name, bug) => {
        const broken = bundled<Handler>(entry, folder, name.replaceAll(/\W/g, "-"), [...changes, ...bug]);
        const { failed } = await fc.check(
          fc.asyncProperty(hostile, async (attack) => (await violations(broken, attack)).length === 0),
          { numRuns: 3_000, seed, endOnFailure: true },
        );
        expect(failed).toBe(true);
      },
      60_000,
    );
  });
};
