import { describeError, logger, reportError } from "./logger.ts";
import type { ReportName } from "./reports.ts";

type WorkerOptions<Event> = {
  /** What is logged, and thrown, if the work fails. */
  failure: ReportName;
  /** What every line in the log of an event says; names and numbers only. */
  logKeys?: (event: Event) => Record<string, unknown>;
};

/**
 * A worker that throws for Lambda to try again. Lambda logs and queues what it is thrown, and AWS puts values into the
 * messages of its errors, so they stay here.
 */
export const createWorker =
  <Event>(handle: (event: Event) => Promise<void>, { failure, logKeys = () => ({}) }: WorkerOptions<Event>) =>
  async (event: Event): Promise<void> => {
    logger.resetKeys();
    logger.appendKeys(logKeys(event));
    try {
      await handle(event);
    } catch (error) {
      reportError(failure, { error: describeError(error) });
      throw new Error(failure);
    }
  };
