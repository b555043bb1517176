import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { root } from "../../schema/folder.ts";

/** The counts of a run, by name. */
export type ProofCounts = Record<string, number>;

/** One goal, a run that measures it at any size, and how a run misses the goal. */
export type Proof<Size extends ProofCounts = ProofCounts> = {
  id: string;
  what: string;
  goal: string;
  small: Size;
  full: Size;
  run: (size: Size) => Promise<ProofCounts>;
  /** Empty if the goal is met. */
  misses: (facts: ProofCounts, size: Size) => string[];
};

/** Small runs do not check times. `npm run proofs` is full. */
export const isFull = process.env["PROOFS"] === "full";

/** test/proofs/reporter.cjs reads the counts here. */
const folder = join(root, ".local", "proofs");

type Result = {
  id: string;
  what: string;
  goal: string;
  size: ProofCounts;
  facts: ProofCounts;
  misses: string[];
  seconds: number;
};

/** Adds a result to the final table of `npm run proofs`. */
export const noteResult = (name: string, result: Result): void => {
  if (!process.env["PROOFS"]) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(result));
};

/** Runs a proof as a test. A failure shows all counts and the seed. */
export const prove = <Size extends ProofCounts>({ id, what, goal, small, full, run, misses }: Proof<Size>): void =>
  it(`${id}: ${what}: ${goal}`, async () => {
    const size = isFull ? full : small;
    const started = performance.now();
    const facts = await run(size);
    const missed = misses(facts, size);
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    noteResult(id, { id, what, goal, size, facts, misses: missed, seconds });
    expect({ missed, facts }).toEqual({ missed: [], facts });
  }, 3_600_000);

/** The counts that differ from the expected values. */
export const listDifferent = (facts: ProofCounts, wanted: ProofCounts): string[] =>
  Object.entries(wanted)
    .filter(([name, value]) => facts[name] !== value)
    .map(([name, value]) => `${name} is ${facts[name]}, not ${value}`);

/** The counts that are above their limits. */
export const listAbove = (facts: ProofCounts, bounds: ProofCounts): string[] =>
  Object.entries(bounds)
    .filter(([name, bound]) => !((facts[name] ?? Number.NaN) <= bound))
    .map(([name, bound]) => `${name} is ${facts[name]}, above ${bound}`);

/** 0.99 is the 99th percentile. */
export const findPercentile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;
};
