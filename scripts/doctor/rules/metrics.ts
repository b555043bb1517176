import { metricUnits } from "../../../src/metrics.ts";
import type { Problem, Rules } from "../finding.ts";
import { knownMetrics } from "../known-metrics.ts";
import { functionsOf, variablesOf } from "../relations.ts";
import { at, type Named, resourcesOf, type Template, textOf } from "../template.ts";
import { type Watched, watchedMetrics } from "../watched.ts";

/** A metric of the template's own; `dimensions` are those without which there is no such metric. */
type Emitted = { namespace: string; name: string; dimensions: string[] };

const ofFilters = (template: Template): Emitted[] =>
  resourcesOf(template, "AWS::Logs::MetricFilter").flatMap(({ properties }) =>
    [properties["MetricTransformations"] ?? []].flat().map((one) => ({
      namespace: textOf(at(one, "MetricNamespace")),
      name: textOf(at(one, "MetricName")),
      dimensions: [at(one, "Dimensions") ?? []].flat().map((dimension) => textOf(at(dimension, "Key"))),
    })),
  );

/** What src/metrics.ts tells, with its one dimension. */
const ofWorkers = (template: Template): Emitted[] =>
  functionsOf(template).flatMap((one) => {
    const { POWERTOOLS_METRICS_NAMESPACE: namespace, POWERTOOLS_METRICS_DISABLED: disabled } = variablesOf(one);
    return namespace === undefined || String(disabled) === "true"
      ? []
      : Object.keys(metricUnits).map((name) => ({ namespace: textOf(namespace), name, dimensions: ["service"] }));
  });

/** Namespaces of agents and services, whose metrics nobody lists here. */
const isForeign = (namespace: string): boolean =>
  /^(?:AWS\/|\/aws\/|LambdaInsights$|CWAgent$|ECS\/|ContainerInsights|CloudWatchSynthetics$|Glue$|WAF)/.test(namespace);

/** Dimensions that name something, and where the template says its name. */
const named: Record<string, { type: string; key?: string }> = {
  FunctionName: { type: "AWS::Lambda::Function", key: "FunctionName" },
  QueueName: { type: "AWS::SQS::Queue", key: "QueueName" },
  TableName: { type: "AWS::DynamoDB::Table", key: "TableName" },
  TopicName: { type: "AWS::SNS::Topic", key: "TopicName" },
  ApiId: { type: "AWS::ApiGatewayV2::Api" },
  UserPool: { type: "AWS::Cognito::UserPool" },
  "ses:configuration-set": { type: "AWS::SES::ConfigurationSet", key: "Name" },
};

const isNamed = ({ id, properties }: Named, key: string | undefined, value: string): boolean =>
  value === `\${${id}}` ||
  value.startsWith(`\${${id}.`) ||
  (key !== undefined && value === textOf(properties[key] ?? ""));

const metricProblem = ({ by, namespace, name, dimensions }: Watched, emitted: readonly Emitted[]): Problem[] => {
  const known = knownMetrics[namespace];
  const same = emitted.filter((one) => one.namespace === namespace && one.name === name);
  if (known ? known.includes(name) : isForeign(namespace) || namespace.includes("${")) return [];
  const fix = "correct the name, or make what counts it.";
  if (known)
    return [{ resource: by, wrong: `it looks at ${namespace} ${name}, a metric that AWS does not document.`, fix }];
  if (same.length === 0)
    return [{ resource: by, wrong: `it looks at ${namespace} ${name}, which nothing in the template counts.`, fix }];
  const given = Object.keys(dimensions).sort().join();
  return same.some((one) => one.dimensions.toSorted().join() === given)
    ? []
    : [
        {
          resource: by,
          wrong: `it looks at ${name} with the dimensions ${given || "none"}, and it is counted with ${same.map((one) => one.dimensions.join() || "none").at(0)}.`,
          fix: "name the same dimensions.",
        },
      ];
};

const dimensionProblems = (template: Template, { by, dimensions }: Watched): Problem[] =>
  Object.entries(dimensions).flatMap(([dimension, value]) => {
    const { type = "", key } = named[dimension] ?? {};
    const all = resourcesOf(template, type);
    return type === "" || all.length === 0 || all.some((one) => isNamed(one, key, value))
      ? []
      : [
          {
            resource: by,
            wrong: `it looks at the ${dimension} ${value}, and no ${type} of the template is called that: it never rings.`,
            fix: "name the one that it is about.",
          },
        ];
  });

const once = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [problem.resource + problem.wrong, problem])).values(),
];

/** What alarms and dashboards look at. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
export const metricRules = {
  "alarm-metric": ({ template }) => {
    const emitted = [...ofFilters(template), ...ofWorkers(template)];
    return once(watchedMetrics(template).flatMap((metric) => metricProblem(metric, emitted)));
  },

  "alarm-dimension": ({ template }) =>
    once(watchedMetrics(template).flatMap((metric) => dimensionProblems(template, metric))),
} satisfies Rules;
