import type { Progress as TerminalProgress } from "../progress.ts";
import type { Progress, Result } from "./gate.ts";

/** Shows how far each gate is, and when one has ended. */
export const gateProgress = ({ show, line }: Pick<TerminalProgress, "show" | "line">) => {
  const running = new Map<string, string>();
  const showAll = () => show([...running].map(([gate, share]) => `${gate} ${share}`).join(" · "));
  return {
    of:
      (gate: string): Progress =>
      (done, all) => {
        running.set(gate, `${done}/${all}`);
        showAll();
      },
    ended: (result: Result): Result => {
      running.delete(result.gate);
      line(`${result.gate}: ${result.mails} mails in ${result.seconds.toFixed(1)} s`);
      showAll();
      return result;
    },
  };
};
