import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { bundled, type Change } from "./bundle.ts";
import { attack } from "./fuzz-run.ts";
import type { Handler, Target } from "./fuzz-targets.ts";

export const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_121);
/** So many in CI; `FUZZ_RUNS` makes it more. */
export const runs = Number(process.env["FUZZ_RUNS"] ?? 100_000);

type Fuzz = {
  target: Target;
  /** Of the number of events; 1 for a trigger's main settings. */
  share?: number;
  /** Mistakes that somebody could make. */
  bugs: Record<string, Change[]>;
};

/** Fuzzes a handler as Lambda gets it, and then the oracles with handlers that have a mistake in them. */
export const fuzz = ({ target, share = 1, bugs }: Fuzz): void => {
  const { entry, changes } = target;
  const events = Math.ceil(runs * share);
  const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
  let handler: Handler;
  beforeAll(() => {
    handler = bundled(entry, folder, "good", changes);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    `makes nothing else of ${events} hostile events than it should`,
    async () => {
      const { wrong, sources } = await attack(target, handler, { events, seed });
      expect(wrong).toBeUndefined();
      expect(sources).toBeGreaterThanOrEqual(target.sources);
    },
    60_000 + runs * 3,
  );

  describe("the oracles see", () => {
    it.each(Object.entries(bugs))(
      "%s",
      async (name, bug) => {
        const broken = bundled<Handler>(entry, folder, name.replaceAll(/\W/g, "-"), [...changes, ...bug]);
        const { wrong } = await attack(target, broken, { events: 30_000, seed, trusted: handler, shrinks: false });
        expect(wrong).toBeDefined();
      },
      60_000,
    );
  });
};
