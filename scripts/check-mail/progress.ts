import { progressLine } from "../operate/progress-line.ts";
import type { Progress, Result } from "./gate.ts";

export type Terminal = NonNullable<Parameters<typeof progressLine>[0]>;

/** Tells a person at a terminal how far each gate is, and when one has ended; a log gets the result alone. */
export const gateProgress = (stream: Terminal) => {
  const line = progressLine(stream);
  const running = new Map<string, string>();
  const show = () => line.show([...running].map(([gate, share]) => `${gate} ${share}`).join(" · "));
  return {
    of:
      (gate: string): Progress =>
      (done, all) => {
        running.set(gate, `${done}/${all}`);
        show();
      },
    ended: (result: Result): Result => {
      running.delete(result.gate);
      line.clear();
      if (stream.isTTY) stream.write(`${result.gate}: ${result.mails} mails in ${result.seconds.toFixed(1)} s\n`);
      show();
      return result;
    },
  };
};
