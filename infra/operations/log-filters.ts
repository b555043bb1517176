import { toLogicalName } from "../../schema/logical-name.ts";
import { type ReportAlarm, reportAlarms, reports } from "../../src/runtime/reports.ts";
import { type Resource, refTo } from "../template.ts";

/** What Lambda logs if a function is terminated or does not start. */
const failurePattern = '?"Task timed out" ?"Runtime.ExitError" ?"Runtime.ImportModuleError" ?"Uncaught Exception"';

const patternOf = (wanted: string): string => {
  const names = Object.entries(reports).flatMap(([name, heard]) =>
    "alarm" in heard && heard.alarm === wanted ? [`($.message = "${name}")`] : [],
  );
  return `{ ${names.join(" || ")} }`;
};

const buildLogFilter = (
  stack: string,
  metric: ReportAlarm,
  functionName: string,
  pattern: string,
  value = "1",
): Resource => ({
  Type: "AWS::Logs::MetricFilter",
  Properties: {
    LogGroupName: refTo(`${toLogicalName(functionName)}LogGroup`),
    FilterPattern: pattern,
    MetricTransformations: [{ MetricNamespace: stack, MetricName: metric, MetricValue: value }],
  },
});

/**
 * Counts reports in the logs as metrics. Reports are warnings and errors, so logLevel must not be above WARN.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export const buildLogFilters = (stack: string): Record<string, Resource> => ({
  ...Object.fromEntries(
    Object.entries(reportAlarms).flatMap(([id, { functions, ...alarm }]) =>
      functions.map((name): [string, Resource] => [
        functions.length === 1 ? id : `${id}In${toLogicalName(name)}`,
        buildLogFilter(stack, id as ReportAlarm, name, patternOf(id), "value" in alarm ? alarm.value : undefined),
      ]),
    ),
  ),
  // Refusals of pre-sign-up are errors to Lambda, so FunctionErrors does not include it.
  TriggersEnded: buildLogFilter(stack, "TriggersFailed", "preSignup", failurePattern),
});
