import { describeError, logger, reportError } from "./logger.ts";
import type { ReportName } from "./reports.ts";

type WorkerOptions<Event> = {
  /** The report that is logged and thrown if the work fails. */
  failure: ReportName;
  /** Keys for every log line of an event; names and numbers only. */
  logKeys?: (event: Event) => Record<string, unknown>;
};

/**
 * A worker throws so that Lambda retries. Lambda logs and queues the error, and AWS puts values into its error
 * messages, so only the report's name is thrown.
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
