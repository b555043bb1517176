import type { Report } from "../../src/runtime/logger.ts";

/** A fake that takes note of what it was called with, and answers as told. */
export const collect = <Arguments extends unknown[], Result>(answer: (...input: Arguments) => Result) => {
  const calls: Arguments[] = [];
  const fake = (...input: Arguments): Result => {
    calls.push(input);
    return answer(...input);
  };
  return Object.assign(fake, { calls });
};

/** Reports as they come, for those that nobody should overlook. */
export const collectReports = () => collect((..._: Parameters<Report>): void => undefined);

/** A signal that never stops anything. */
export const noHurry = new AbortController().signal;
