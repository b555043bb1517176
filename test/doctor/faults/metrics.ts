import type { Named, Properties, Template } from "../../../scripts/doctor/template.ts";
import { alarm, dashboard, edit, type Fault, fault, first } from "../changes.ts";

const watches =
  (namespace: string) =>
  ({ properties }: Named): boolean =>
    properties["Namespace"] === namespace;

/** Alarms of a metric that a worker tells, or a filter counts, have the stack's name as their namespace. */
const isOwn = ({ properties }: Named): boolean =>
  typeof properties["Namespace"] === "string" && !properties["Namespace"].startsWith("AWS/");

const withDimensions = (one: Named): boolean => isOwn(one) && (one.properties["Dimensions"] as unknown[]).length > 0;

const inExpression =
  (change: (metric: Properties) => void) =>
  (template: Template): void => {
    const { properties } = first(template, alarm, (one) => Array.isArray(one.properties["Metrics"]));
    for (const { MetricStat } of properties["Metrics"] as { MetricStat?: { Metric: Properties } }[])
      if (MetricStat) change(MetricStat.Metric);
  };

const body = (change: (text: string) => unknown) => (template: Template) => {
  const { properties } = first(template, dashboard);
  const { "Fn::Sub": text } = properties["DashboardBody"] as { "Fn::Sub": string };
  properties["DashboardBody"] = change(text);
};

export const metricFaults: readonly Fault[] = [
  fault("alarm-metric", "a metric that no worker tells", edit(alarm, "MetricName", "MailDead", isOwn)),
  fault("alarm-metric", "a namespace of another stage", edit(alarm, "Namespace", "cognito-trigger-suite-live", isOwn)),
  fault("alarm-metric", "a filter that counts under another name", (template) => {
    const { properties } = first(template, "AWS::Logs::MetricFilter");
    for (const one of properties["MetricTransformations"] as Properties[]) one["MetricName"] = "Renamed";
  }),
  fault("alarm-metric", "without the dimension it is told with", edit(alarm, "Dimensions", [], withDimensions)),
  fault("alarm-metric", "a metric that Lambda does not know", (template) =>
    inExpression((metric) => {
      metric["MetricName"] = "Error";
    })(template),
  ),
  fault(
    "alarm-metric",
    "a metric that SQS does not know",
    edit(alarm, "MetricName", "MessagesVisible", watches("AWS/SQS")),
  ),
  fault(
    "alarm-metric",
    "a graph of a metric that nobody tells",
    body((text) => ({ "Fn::Sub": text.replace('"SignUps"', '"SignUpz"') })),
  ),
  fault("alarm-dimension", "a function that was renamed", (template) =>
    inExpression((metric) => {
      metric["Dimensions"] = [{ Name: "FunctionName", Value: "cognito-trigger-suite-prod-signUp" }];
    })(template),
  ),
  fault(
    "alarm-dimension",
    "a queue that is none",
    edit(alarm, "Dimensions", [{ Name: "QueueName", Value: "failures" }], watches("AWS/SQS")),
  ),
  fault(
    "dashboard-body",
    "a body with a comma too many",
    body((text) => ({ "Fn::Sub": text.replace(/\]\}$/, ",]}") })),
  ),
  fault(
    "dashboard-body",
    "a body in pieces that do not fit",
    body((text) => ({ "Fn::Join": ["", [text, { Ref: "AWS::Region" }, "}"]] })),
  ),
  fault(
    "dashboard-body",
    "a body without widgets",
    body(() => '{"start":"-P1D"}'),
  ),
];
