import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Invoke } from "./functions.ts";
import { region } from "./settings.ts";

/** In milliseconds. Shorter than on AWS, where the minimum is a minute, so that developers do not wait. */
const interval = 10_000;

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
const newScheduledEvent = (name: string): object => ({
  version: "0",
  id: randomUUID(),
  "detail-type": "Scheduled Event",
  source: "aws.events",
  account: "000000000000",
  time: `${new Date().toISOString().slice(0, 19)}Z`,
  region,
  resources: [`arn:aws:events:${region}:000000000000:rule/${name}`],
  detail: {},
});

/** Invokes a function on a schedule until the signal aborts. */
export const startSweep = async (
  name: string,
  { invoke, report, signal }: { invoke: Invoke; report: (line: string) => void; signal: AbortSignal },
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await sleep(interval, undefined, { signal });
      const answer = await invoke(name, newScheduledEvent(name), signal);
      if ("error" in answer) report(`${name}: the sweep failed: ${answer.error}`);
    } catch (error) {
      if (!signal.aborted) report(`${name}: the sweep failed: ${(error as Error).message}`);
    }
  }
};
