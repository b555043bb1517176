import { at, isObject, type Properties, resourcesOf, type Template, textOf } from "./template.ts";

/** A metric that an alarm or a dashboard looks at; dimensions by name. */
export type Watched = { by: string; namespace: string; name: string; dimensions: Record<string, string> };

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const dimensionsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(list(value).map((one) => [textOf(at(one, "Name")), textOf(at(one, "Value"))]));

const metricOf = (by: string, metric: unknown): Watched[] => {
  const [namespace, name] = [at(metric, "Namespace"), at(metric, "MetricName")];
  if (namespace === undefined || name === undefined) return [];
  return [{ by, namespace: textOf(namespace), name: textOf(name), dimensions: dimensionsOf(at(metric, "Dimensions")) }];
};

const ofAlarm = (by: string, properties: Properties): Watched[] => [
  ...metricOf(by, properties),
  ...list(properties["Metrics"]).flatMap((one) => metricOf(by, at(one, "MetricStat", "Metric"))),
];

/**
 * A dashboard's body, with `0` for what only CloudFormation knows: that stands within texts and for numbers alike.
 * @throws SyntaxError where it is no JSON
 */
export const bodyOf = (properties: Properties): unknown =>
  JSON.parse(textOf(properties["DashboardBody"] ?? "").replaceAll(/\$\{[^}]*\}/g, "0"));

/** `[namespace, name, dimension, value, …, options]`; what is written shorter, or as an expression, is left out. */
const ofLine = (by: string, line: unknown): Watched[] => {
  const words = list(line).filter((word) => typeof word === "string");
  const [namespace, name, ...rest] = words;
  if (namespace === undefined || name === undefined || words.some((word) => /^\.+$/.test(word))) return [];
  const dimensions = rest.flatMap((key, at) => (at % 2 === 0 ? [[key, rest[at + 1] ?? ""]] : []));
  return [{ by, namespace, name, dimensions: Object.fromEntries(dimensions) }];
};

const ofDashboard = (by: string, properties: Properties): Watched[] => {
  try {
    // With its placeholders: a name may be one.
    const body: unknown = JSON.parse(textOf(properties["DashboardBody"] ?? ""));
    return list(at(body, "widgets"))
      .filter(isObject)
      .flatMap((widget) => list(at(widget, "properties", "metrics")).flatMap((line) => ofLine(by, line)));
  } catch {
    return [];
  }
};

/** Every metric that is named in full. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export const watchedMetrics = (template: Template): Watched[] => [
  ...resourcesOf(template, "AWS::CloudWatch::Alarm").flatMap(({ id, properties }) => ofAlarm(id, properties)),
  ...resourcesOf(template, "AWS::CloudWatch::Dashboard").flatMap(({ id, properties }) => ofDashboard(id, properties)),
];
