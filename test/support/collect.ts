import type { Report } from "../../src/runtime/logger.ts";

/** A fake that records its arguments and returns the given result. */
export const collect = <Arguments extends unknown[], Result>(answer: (...input: Arguments) => Result) => {
  const calls: Arguments[] = [];
  const fake = (...input: Arguments): Result => {
    calls.push(input);
    return answer(...input);
  };
  return Object.assign(fake, { calls });
};

export const collectReports = () => collect((..._: Parameters<Report>): void => undefined);

/** A signal that never aborts. */
export const noHurry = new AbortController().signal;
