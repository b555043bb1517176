import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";

/** Every number that a worker tells CloudWatch, with its unit. infra/operations/observability.ts shows and watches them by name. */
export const metricUnits = {
  SignUps: MetricUnit.Count,
  SignIns: MetricUnit.Count,
  UniqueUsers: MetricUnit.Count,
  MailsSent: MetricUnit.Count,
  MailsRetried: MetricUnit.Count,
  MailsDead: MetricUnit.Count,
  OldestOwedMail: MetricUnit.Seconds,
  MailsDelivered: MetricUnit.Count,
  MailsBounced: MetricUnit.Count,
  MailsComplained: MetricUnit.Count,
} as const;

export type MetricName = keyof typeof metricUnits;

/** The numbers of one invocation; told once, at its end. They hold no name, address, user or client. */
export type Measure = (values: Partial<Record<MetricName, number>>) => void;

/**
 * Namespace and service come from serverless.yml's environment. One dimension with one value: CloudWatch bills each
 * combination of metric and dimensions. Not for triggers, whose cold start is what a person waits for.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
const metrics = new Metrics({ serviceName: "cognito-trigger-suite" });

/** Writes the numbers to the log in the embedded metric format, of which CloudWatch makes metrics; zero is a number. */
export const measure: Measure = (values) => {
  for (const [name, value] of Object.entries(values) as Array<[MetricName, number]>)
    metrics.addMetric(name, metricUnits[name], value);
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};
