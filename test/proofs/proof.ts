import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { root } from "../../schema/folder.ts";

/** What a run counted, by name. */
export type ProofCounts = Record<string, number>;

/** One goal, the run that measures it at any size, and what of a run misses the goal. */
export type Proof<Size extends ProofCounts = ProofCounts> = {
  id: string;
  what: string;
  goal: string;
  small: Size;
  full: Size;
  run: (size: Size) => Promise<ProofCounts>;
  /** Empty when the goal is held. */
  misses: (facts: ProofCounts, size: Size) => string[];
};

/** What is small is judged by no clock. `npm run proofs` is full. */
export const isFull = process.env["PROOFS"] === "full";

/** Where test/proofs/reporter.cjs finds what was counted. */
const folder = join(root, ".local", "proofs");

type Result = { id: string; what: string; goal: string; size: ProofCounts; facts: ProofCounts; misses: string[]; seconds: number };

/** Puts a result into the table that `npm run proofs` ends with. */
export const noteResult = (name: string, result: Result): void => {
  if (!process.env["PROOFS"]) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(result));
};

/** Runs a proof as a test; who misses something is shown all that was counted, and the seed. */
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

/** The named facts that are not what they have to be. */
export const listDifferent = (facts: ProofCounts, wanted: ProofCounts): string[] =>
  Object.entries(wanted)
    .filter(([name, value]) => facts[name] !== value)
    .map(([name, value]) => `${name} is ${facts[name]}, not ${value}`);

/** The named facts that are above their bound. */
export const listAbove = (facts: ProofCounts, bounds: ProofCounts): string[] =>
  Object.entries(bounds)
    .filter(([name, bound]) => !((facts[name] ?? Number.NaN) <= bound))
    .map(([name, bound]) => `${name} is ${facts[name]}, above ${bound}`);

/** The value that so large a part of all is not listAbove; 0.99 for the 99th percentile. */
export const findPercentile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;
};
