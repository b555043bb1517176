import { metricUnits } from "../../../src/runtime/metrics.ts";
import { type Checked, rule } from "../finding.ts";
import { at, listOf, resourcesOf, type Template, textOf } from "../template.ts";

/** A metric that an alarm or a dashboard looks at; dimensions by name. */
type Watched = { id: string; namespace: string; name: string; dimensions: Record<string, string> };

/** As alarms name metrics. */
const metricOf = (id: string, metric: unknown): Watched => ({
  id,
  namespace: textOf(at(metric, "Namespace")),
  name: textOf(at(metric, "MetricName")),
  dimensions: Object.fromEntries(
    listOf(at(metric, "Dimensions")).map((one) => [textOf(at(one, "Name")), textOf(at(one, "Value"))]),
  ),
});

/** As dashboards do: `[namespace, name, dimension, value, …, options]`, with points for what stands in the line above. */
const metricOfLine = (id: string, line: unknown): Watched => {
  const [namespace = ".", name = ".", ...rest] = listOf(line).filter((word) => typeof word === "string");
  const pairs = rest.flatMap((key, index) => (index % 2 === 0 ? [[key, rest[index + 1] ?? "."]] : []));
  return { id, namespace, name, dimensions: Object.fromEntries(pairs) };
};

const linesOf = (body: string): unknown[] => {
  try {
    return listOf(at(JSON.parse(body), "widgets")).flatMap((widget) => listOf(at(widget, "properties", "metrics")));
  } catch {
    // What is not JSON CloudWatch refuses.
    return [];
  }
};

/** Every metric that is named in full. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const watchedMetrics = (template: Template): Watched[] =>
  [
    ...resourcesOf(template, "AWS::CloudWatch::Alarm").flatMap(({ id, properties }) =>
      [properties, ...listOf(properties["Metrics"]).map((one) => at(one, "MetricStat", "Metric"))].map((metric) =>
        metricOf(id, metric),
      ),
    ),
    ...resourcesOf(template, "AWS::CloudWatch::Dashboard").flatMap(({ id, properties }) =>
      linesOf(textOf(properties["DashboardBody"])).map((line) => metricOfLine(id, line)),
    ),
  ].filter(
    ({ namespace, name, dimensions }) =>
      ![namespace, name, ...Object.values(dimensions)].some((word) => /^\.*$/.test(word)),
  );

/** A metric of the template's own; `dimensions` are those without which there is no such metric. */
type Counted = { namespace: string; name: string; dimensions: string };

const namesOf = (dimensions: readonly string[]): string => dimensions.toSorted().join(", ");

/** What filters count in logs, and what workers tell by src/runtime/metrics.ts, with its one dimension. */
const countedMetrics = ({ template, functions }: Checked): Counted[] => [
  ...resourcesOf(template, "AWS::Logs::MetricFilter").flatMap(({ properties }) =>
    listOf(properties["MetricTransformations"]).map((one) => ({
      namespace: textOf(at(one, "MetricNamespace")),
      name: textOf(at(one, "MetricName")),
      dimensions: namesOf(listOf(at(one, "Dimensions")).map((dimension) => textOf(at(dimension, "Key")))),
    })),
  ),
  ...functions.flatMap(
    ({ variables: { POWERTOOLS_METRICS_NAMESPACE: namespace, POWERTOOLS_METRICS_DISABLED: off } }) =>
      namespace === undefined || off === "true"
        ? []
        : Object.keys(metricUnits).map((name) => ({ namespace, name, dimensions: "service" })),
  ),
];

/** What is looked at in namespaces of the suite's own, with what is counted under that name. AWS counts the rest. */
const ownMetrics = (checked: Checked) => {
  const all = countedMetrics(checked);
  return watchedMetrics(checked.template)
    .filter(({ namespace }) => !/^(?:AWS\/|CWAgent$|LambdaInsights$)|\$\{/.test(namespace))
    .map((one) => ({
      ...one,
      given: namesOf(Object.keys(one.dimensions)),
      counted: all
        .filter(({ namespace, name }) => namespace === one.namespace && name === one.name)
        .map(({ dimensions }) => dimensions),
    }));
};

/** Dimensions that name a resource, and the property with its name. */
const named: Record<string, [type: string, key: string]> = {
  FunctionName: ["AWS::Lambda::Function", "FunctionName"],
  QueueName: ["AWS::SQS::Queue", "QueueName"],
  TableName: ["AWS::DynamoDB::Table", "TableName"],
  "ses:configuration-set": ["AWS::SES::ConfigurationSet", "Name"],
};

const namedResources = ({ template }: Checked) =>
  watchedMetrics(template).flatMap(({ id: watcher, dimensions }) =>
    Object.entries(dimensions).flatMap(([dimension, value]) => {
      const [type, key = ""] = named[dimension] ?? [];
      const isThere = resourcesOf(template, type ?? "").some(
        ({ id, properties }) => [`\${${id}}`, textOf(properties[key])].includes(value) || value.startsWith(`\${${id}.`),
      );
      return type ? [{ id: watcher, dimension, value, isThere }] : [];
    }),
  );

const places = "infra/operations/alarm-rules.ts or infra/operations/dashboard.ts";

/** What alarms and dashboards look at. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
export const metricRules = [
  rule({
    id: "alarm-metric",
    on: ownMetrics,
    when: ({ given, counted }) => !counted.includes(given),
    wrong: ({ name, given, counted: [first] }) =>
      first === undefined
        ? `it looks at ${name}, which no function and no filter of the template counts.`
        : `it looks at ${name} by ${given || "nothing"}, and it is counted by ${first || "nothing"}.`,
    fix: `name a metric of src/runtime/metrics.ts or infra/operations/log-filters.ts in ${places}.`,
  }),
  rule({
    id: "alarm-dimension",
    on: namedResources,
    when: ({ isThere }) => !isThere,
    wrong: ({ dimension, value }) => `it looks at the ${dimension} ${value}, which the template does not have.`,
    fix: `name one that the template has in ${places}.`,
  }),
];
