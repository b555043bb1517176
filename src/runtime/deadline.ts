import { DeadlineExceeded } from "./errors.ts";

/** Runs `work` for at most `milliseconds`, then aborts its signal and rejects with DeadlineExceeded. */
export const withDeadline = async <Result>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
  outer?: AbortSignal,
): Promise<Result> => {
  const controller = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const stop = (reason: unknown) => {
    controller.abort(reason);
    reject(reason);
  };
  const timer = setTimeout(() => stop(new DeadlineExceeded(milliseconds)), milliseconds);
  const stopped = () => stop(outer?.reason);
  outer?.addEventListener("abort", stopped, { once: true });
  if (outer?.aborted) stopped();
  try {
    return await Promise.race([late, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", stopped);
  }
};
