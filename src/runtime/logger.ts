import { Logger } from "@aws-lambda-powertools/logger";
import type { ReportName } from "./reports.ts";
import { service } from "./service.ts";

/** Log request id, trigger source, pool, client and counts. Never log an attribute, code, token or address. */
export const logger = new Logger({ serviceName: service });

/** Logs one of the reports in src/runtime/reports.ts; `facts` hold names and numbers only. */
export type Report = (name: ReportName, facts?: Record<string, unknown>) => void;

export const report: Report = (name, facts) => logger.warn(name, { ...facts });

/** Logs the report as an error, which an operator must look into. */
export const reportError: Report = (name, facts) => logger.error(name, { ...facts });

/**
 * The loggable parts of an error: name, location, status and request id. SES and DynamoDB put addresses and values into
 * messages, so the message is left out.
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
    // A message can contain lines that look like a location, so only the text after it is searched.
    at: (error.message === "" ? error.stack : error.stack?.split(error.message).pop())
      ?.split("\n")
      .find((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
      ?.trim(),
  };
};
