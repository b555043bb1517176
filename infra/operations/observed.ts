import { service } from "../../schema/read.ts";
import type { MetricName } from "../../src/runtime/metrics.ts";
import type { ReportAlarm } from "../../src/runtime/reports.ts";

/** A metric as alarms and dashboards name it; the values of dimensions may be `Fn::Sub` placeholders. */
export type Metric = { namespace: string; name: string; dimensions: Record<string, string>; statistic: string };

/** The triggers, in the order in which a person meets them. */
export const triggers = ["preSignup", "customMessage", "postConfirmation", "preTokenGeneration", "postAuthentication"];
/** Functions that a person waits for. */
export const userFacing = [...triggers, "pages"];
/** Functions that the table's stream wakes. */
export const streamConsumers = ["sendMail", "countActivity"];
/** What Lambda could not do after all tries; logical ids of the queues. */
export const failureQueues = ["OwedMailFailures", "ProfileFailures", "MailFeedbackFailures", "ActivityFailures"];

/** What a worker tells itself, by src/runtime/metrics.ts. `stack` is what the stack is called. */
export const workerMetric = (stack: string, name: MetricName, statistic = "Sum"): Metric => ({
  namespace: stack,
  name,
  dimensions: { service },
  statistic,
});

/** What is counted in the logs, by a filter of infra/operations/log-filters.ts. */
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
 * Of this stage's configuration set alone, which has reputation metrics turned on; a share, 0.02 is 2 %.
 * https://docs.aws.amazon.com/ses/latest/dg/monitor-sender-reputation.html
 */
export const reputationMetric = (stack: string, name: "BounceRate" | "ComplaintRate"): Metric => ({
  namespace: "AWS/SES",
  name: `Reputation.${name}`,
  dimensions: { "ses:configuration-set": stack },
  statistic: "Average",
});
