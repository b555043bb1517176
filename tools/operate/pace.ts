import { setTimeout as sleep } from "node:timers/promises";

export type Pace = () => Promise<void>;

/** Each call waits for its turn, at most `perSecond` in a second. */
export const newPace = (
  perSecond: number,
  now: () => number = () => performance.now(),
  wait: (milliseconds: number) => Promise<unknown> = sleep,
): Pace => {
  let next = 0;
  return async () => {
    const time = now();
    const turn = Math.max(next, time);
    next = turn + 1_000 / perSecond;
    await wait(turn - time);
  };
};
