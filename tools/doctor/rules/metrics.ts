import { metricUnits } from "../../../src/runtime/metrics.ts";
import { type Checked, defineRule } from "../finding.ts";
import { getProperty, listResources, type Template, toList, toText } from "../template.ts";

/** A metric of an alarm or a dashboard. */
type WatchedMetric = { id: string; namespace: string; name: string; dimensions: Record<string, string> };

const readAlarmMetric = (id: string, metric: unknown): WatchedMetric => ({
  id,
  namespace: toText(getProperty(metric, "Namespace")),
  name: toText(getProperty(metric, "MetricName")),
  dimensions: Object.fromEntries(
    toList(getProperty(metric, "Dimensions")).map((one) => [
      toText(getProperty(one, "Name")),
      toText(getProperty(one, "Value")),
    ]),
  ),
});

/** Reads `[namespace, name, dimension, value, …, options]`, in which dots repeat the line above. */
const readDashboardMetric = (id: string, line: unknown): WatchedMetric => {
  const [namespace = ".", name = ".", ...rest] = toList(line).filter((word) => typeof word === "string");
  const pairs = rest.flatMap((key, index) => (index % 2 === 0 ? [[key, rest[index + 1] ?? "."]] : []));
  return { id, namespace, name, dimensions: Object.fromEntries(pairs) };
};

const readDashboardLines = (body: string): unknown[] => {
  try {
    return toList(getProperty(JSON.parse(body), "widgets")).flatMap((widget) =>
      toList(getProperty(widget, "properties", "metrics")),
    );
  } catch {
    // CloudWatch rejects a body that is not JSON.
    return [];
  }
};

/** Metrics that are named in full. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const listWatchedMetrics = (template: Template): WatchedMetric[] =>
  [
    ...listResources(template, "AWS::CloudWatch::Alarm").flatMap(({ id, properties }) =>
      [properties, ...toList(properties["Metrics"]).map((one) => getProperty(one, "MetricStat", "Metric"))].map(
        (metric) => readAlarmMetric(id, metric),
      ),
    ),
    ...listResources(template, "AWS::CloudWatch::Dashboard").flatMap(({ id, properties }) =>
      readDashboardLines(toText(properties["DashboardBody"])).map((line) => readDashboardMetric(id, line)),
    ),
  ].filter(
    ({ namespace, name, dimensions }) =>
      ![namespace, name, ...Object.values(dimensions)].some((word) => /^\.*$/.test(word)),
  );

/** A metric that the suite counts. `dimensions` identify it. */
type CountedMetric = { namespace: string; name: string; dimensions: string };

const joinNames = (dimensions: readonly string[]): string => dimensions.toSorted().join(", ");

/** Metrics of log filters, and those that workers write with src/runtime/metrics.ts, which has one dimension. */
const listCountedMetrics = ({ template, functions }: Checked): CountedMetric[] => [
  ...listResources(template, "AWS::Logs::MetricFilter").flatMap(({ properties }) =>
    toList(properties["MetricTransformations"]).map((one) => ({
      namespace: toText(getProperty(one, "MetricNamespace")),
      name: toText(getProperty(one, "MetricName")),
      dimensions: joinNames(
        toList(getProperty(one, "Dimensions")).map((dimension) => toText(getProperty(dimension, "Key"))),
      ),
    })),
  ),
  ...functions.flatMap(
    ({ variables: { POWERTOOLS_METRICS_NAMESPACE: namespace, POWERTOOLS_METRICS_DISABLED: off } }) =>
      namespace === undefined || off === "true"
        ? []
        : Object.keys(metricUnits).map((name) => ({ namespace, name, dimensions: "service" })),
  ),
];

/** Watched metrics in the suite's own namespaces, with the dimensions of the counted metrics of that name. */
const listOwnMetrics = (checked: Checked) => {
  const all = listCountedMetrics(checked);
  return listWatchedMetrics(checked.template)
    .filter(({ namespace }) => !/^(?:AWS\/|CWAgent$|LambdaInsights$)|\$\{/.test(namespace))
    .map((one) => ({
      ...one,
      given: joinNames(Object.keys(one.dimensions)),
      counted: all
        .filter(({ namespace, name }) => namespace === one.namespace && name === one.name)
        .map(({ dimensions }) => dimensions),
    }));
};

/** Dimensions that name a resource, with the property that has the name. */
const resourceDimensions: Record<string, [type: string, key: string]> = {
  FunctionName: ["AWS::Lambda::Function", "FunctionName"],
  QueueName: ["AWS::SQS::Queue", "QueueName"],
  TableName: ["AWS::DynamoDB::Table", "TableName"],
  "ses:configuration-set": ["AWS::SES::ConfigurationSet", "Name"],
};

const listNamedResources = ({ template }: Checked) =>
  listWatchedMetrics(template).flatMap(({ id: watcher, dimensions }) =>
    Object.entries(dimensions).flatMap(([dimension, value]) => {
      const [type, key = ""] = resourceDimensions[dimension] ?? [];
      const isThere = listResources(template, type ?? "").some(
        ({ id, properties }) => [`\${${id}}`, toText(properties[key])].includes(value) || value.startsWith(`\${${id}.`),
      );
      return type ? [{ id: watcher, dimension, value, isThere }] : [];
    }),
  );

const places = "infra/operations/alarm-rules.ts or infra/operations/dashboard.ts";

/** Metrics of alarms and dashboards. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
export const metricRules = [
  defineRule({
    id: "alarm-metric",
    on: listOwnMetrics,
    when: ({ given, counted }) => !counted.includes(given),
    wrong: ({ name, given, counted: [first] }) =>
      first === undefined
        ? `it watches ${name}, which no function or filter of the template counts.`
        : `it watches ${name} with the dimensions "${given}", and the metric has "${first}".`,
    fix: `in ${places}, name a metric of src/runtime/metrics.ts or infra/operations/log-filters.ts.`,
  }),
  defineRule({
    id: "alarm-dimension",
    on: listNamedResources,
    when: ({ isThere }) => !isThere,
    wrong: ({ dimension, value }) => `it watches the ${dimension} ${value}, which is not in the template.`,
    fix: `in ${places}, name one that is in the template.`,
  }),
];
