import type { MetricName } from "../../src/runtime/metrics.ts";
import type { ReportAlarm } from "../../src/runtime/reports.ts";
import { service } from "../../src/runtime/service.ts";
import { triggerFunctions } from "../../src/runtime/trigger-names.ts";

/** A metric for alarms and dashboards. The values of dimensions may contain `Fn::Sub` placeholders. */
export type Metric = { namespace: string; name: string; dimensions: Record<string, string>; statistic: string };

/** Functions that users wait for. */
export const userFacing = [...triggerFunctions, "pages"];
export const streamConsumers = ["sendMail", "countActivity"];

/** A metric that a worker publishes; see src/runtime/metrics.ts. `stack` is the stack's name. */
export const workerMetric = (stack: string, name: MetricName, statistic = "Sum"): Metric => ({
  namespace: stack,
  name,
  dimensions: { service },
  statistic,
});

/** A metric that a log filter counts; see infra/operations/log-filters.ts. */
export const logMetric = (stack: string, name: ReportAlarm): Metric => ({
  namespace: stack,
  name,
  dimensions: {},
  statistic: "Sum",
});

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const functionMetric = (stack: string, functionName: string, name: string, statistic = "Sum"): Metric => ({
  namespace: "AWS/Lambda",
  name,
  dimensions: { FunctionName: `${stack}-${functionName}` },
  statistic,
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export const queueMetric = (queue: string): Metric => ({
  namespace: "AWS/SQS",
  name: "ApproximateNumberOfMessagesVisible",
  dimensions: { QueueName: `\${${queue}.QueueName}` },
  statistic: "Maximum",
});

/**
 * For this stage's configuration set only, which has reputation metrics enabled. A share: 0.02 is 2 %.
 * https://docs.aws.amazon.com/ses/latest/dg/monitor-sender-reputation.html
 */
export const reputationMetric = (stack: string, name: "BounceRate" | "ComplaintRate"): Metric => ({
  namespace: "AWS/SES",
  name: `Reputation.${name}`,
  dimensions: { "ses:configuration-set": stack },
  statistic: "Average",
});
