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
export const collectReports = () => collect((_what: string, _facts?: Record<string, unknown>): void => undefined);

/** A signal that never stops anything. */
export const noHurry = new AbortController().signal;
