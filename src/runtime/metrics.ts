import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { service } from "./service.ts";

/** The metrics that workers publish. infra/operations uses their names in alarms and on the dashboard. */
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

/** Publishes the metrics of one invocation. They contain no name, address, user or client. */
export type Measure = (values: Partial<Record<MetricName, number>>) => void;

/**
 * The namespace comes from the environment in serverless.yml. CloudWatch bills each combination of metric and
 * dimensions, so there is one dimension with one value. Triggers do not use this: users wait for their cold start.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
const metrics = new Metrics({ serviceName: service });

/** Logs the values in the embedded metric format, from which CloudWatch creates metrics. */
export const measure: Measure = (values) => {
  for (const [name, value] of Object.entries(values) as Array<[MetricName, number]>)
    metrics.addMetric(name, metricUnits[name], value);
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};
