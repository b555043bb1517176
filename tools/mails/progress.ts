import type { Progress as TerminalProgress } from "../progress.ts";
import type { GateProgress, Result } from "./gate.ts";

/** Shows the progress of each gate, and when it has finished. */
export const newGateProgress = ({ show, writeLine }: Pick<TerminalProgress, "show" | "writeLine">) => {
  const running = new Map<string, string>();
  const showAll = () => show([...running].map(([gate, share]) => `${gate} ${share}`).join(" · "));
  return {
    start:
      (gate: string): GateProgress =>
      (done, all) => {
        running.set(gate, `${done}/${all}`);
        showAll();
      },
    finish: (result: Result): Result => {
      running.delete(result.gate);
      writeLine(`${result.gate}: ${result.mails} mails in ${result.seconds.toFixed(1)} s`);
      showAll();
      return result;
    },
  };
};
