/** What a run counted, by name. */
export type Facts = Record<string, number>;

/** One goal, the run that measures it at any size, and what of a run misses the goal. */
export type Proof<Size extends Facts = Facts> = {
  id: string;
  what: string;
  goal: string;
  /** The size that every `npm test` runs, and the one of `npm run soak`. */
  ci: Size;
  full: Size;
  /** It mostly waits, or measures no time, so it may run while the others do. */
  beside?: true;
  run: (size: Size) => Promise<Facts>;
  /** Empty when the goal is held. */
  misses: (facts: Facts, size: Size) => string[];
};

/** Runs a proof at the size of `npm test`; who misses something is shown all that was counted, and the seed. */
export const missesAtCi = async <Size extends Facts>({ run, misses, ci }: Proof<Size>): Promise<string[]> => {
  const facts = await run(ci);
  const missed = misses(facts, ci);
  return missed.length > 0 ? [...missed, JSON.stringify(facts)] : [];
};

/** The named facts that are not what they have to be. */
export const unlike = (facts: Facts, wanted: Facts): string[] =>
  Object.entries(wanted)
    .filter(([name, value]) => facts[name] !== value)
    .map(([name, value]) => `${name} is ${facts[name]}, not ${value}`);

/** The named facts that are above their bound. */
export const above = (facts: Facts, bounds: Facts): string[] =>
  Object.entries(bounds)
    .filter(([name, bound]) => !((facts[name] ?? Number.NaN) <= bound))
    .map(([name, bound]) => `${name} is ${facts[name]}, above ${bound}`);

/** The value that so large a part of all is not above; 0.99 for the 99th percentile. */
export const percentile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;
};
