import { Logger } from "@aws-lambda-powertools/logger";
import type { ReportName } from "./reports.ts";

/** The one logger. Keys only: request id, trigger source, pool, client, counts. Never an attribute, code, token or address. */
export const logger = new Logger({ serviceName: "cognito-trigger-suite" });

/** Logs what src/runtime/reports.ts lists, for an operator; `facts` hold names and numbers only. */
export type Report = (name: ReportName, facts?: Record<string, unknown>) => void;

export const report: Report = (name, facts) => logger.warn(name, { ...facts });

/** The same as an error: somebody has to look. */
export const reportError: Report = (name, facts) => logger.error(name, { ...facts });

/**
 * What may be logged of an error: its name, place, status and request id. Not its message, for SES and DynamoDB put
 * addresses and values into theirs.
 */
export const describeError = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { name: typeof error };
  const { httpStatusCode, requestId } = ((error as { $metadata?: object }).$metadata ?? {}) as {
    httpStatusCode?: number;
    requestId?: string;
  };
  const code = (error as { code?: unknown }).code;
  return {
    name: error.name,
    ...(typeof code === "string" && { code }),
    ...(httpStatusCode !== undefined && { httpStatusCode }),
    ...(requestId !== undefined && { awsRequestId: requestId }),
    // A message may have lines that look like a place, so only what is behind it is read.
    at: (error.message === "" ? error.stack : error.stack?.split(error.message).pop())
      ?.split("\n")
      .find((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
      ?.trim(),
  };
};
