export const roundToHundredths = (number: number): number => Math.round(number * 100) / 100;

/** Milliseconds of the best round, because other programs slow some. The first round loads code and does not count. */
export const measureBest = async (work: () => unknown, rounds = 20): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return Math.min(...times.slice(1));
};
