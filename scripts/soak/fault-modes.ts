import type { Fault } from "../../test/support/fault-proxy.ts";

/** `all` breaks Lambda, too, so that nothing can be handed over; `open` lets a table be read. */
export type Mode = { fault: Fault; all?: boolean; open?: boolean };

/** What can become of the table. */
export const modes: Record<string, Mode> = {
  throttled: { fault: "throttle" },
  "answers 500": { fault: "error-500" },
  "answers 503": { fault: "error-503" },
  "resets the connection": { fault: "reset" },
  "black hole": { fault: "black-hole" },
  "answer lost": { fault: "lost-answer" },
  "600 ms late": { fault: { latency: 600 } },
  "transaction conflict": { fault: "conflict", open: true },
  "black hole, and Lambda too": { fault: "black-hole", all: true },
};
