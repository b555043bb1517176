import { type Resource, refTo, substitute } from "../template.ts";
import { type AlarmRule, listAlarmRules } from "./alarm-rules.ts";
import type { Metric } from "./observed.ts";

const dimensionsOf = ({ dimensions }: Metric) =>
  Object.entries(dimensions).map(([Name, Value]) => ({
    Name,
    Value: Value.includes("${") ? substitute(Value) : Value,
  }));

const statisticOf = ({ statistic }: Metric) =>
  statistic.startsWith("p") ? { ExtendedStatistic: statistic } : { Statistic: statistic };

const buildMetricProperties = (rule: AlarmRule, period: number): Record<string, unknown> => {
  if ("metric" in rule)
    return {
      Namespace: rule.metric.namespace,
      MetricName: rule.metric.name,
      Dimensions: dimensionsOf(rule.metric),
      Period: period,
      ...statisticOf(rule.metric),
    };
  const parts = rule.metrics.map((metric, index) => ({
    Id: `m${index}`,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: metric.namespace, MetricName: metric.name, Dimensions: dimensionsOf(metric) },
      Period: period,
      Stat: metric.statistic,
    },
  }));
  return {
    Metrics: [{ Id: "together", Expression: `${rule.together}(METRICS())`, ReturnData: true }, ...parts],
  };
};

const buildAlarm = (rule: AlarmRule): Resource => {
  const { description, above, period = 300, of = 1, atLeast, whenSilent = "notBreaching" } = rule;
  return {
    Type: "AWS::CloudWatch::Alarm",
    Properties: {
      AlarmDescription: description,
      ...buildMetricProperties(rule, period),
      EvaluationPeriods: of,
      ...(atLeast !== undefined && { DatapointsToAlarm: atLeast }),
      Threshold: above,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: whenSilent,
      AlarmActions: [refTo("AlarmTopic")],
    },
  };
};

/** The alarms of a stage. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html */
export const buildAlarms = (stack: string): Record<string, Resource> =>
  Object.fromEntries(Object.entries(listAlarmRules(stack)).map(([name, rule]) => [`${name}Alarm`, buildAlarm(rule)]));
