import { isObject } from "../../../../schema/is-object.ts";
import { metricRules } from "../../../../tools/doctor/rules/metrics.ts";
import type { Properties } from "../../../../tools/doctor/template.ts";
import { add, both, type Change, edit, propertiesOf } from "../changes.ts";
import { judge } from "../judge.ts";

const setDeadMails = (path: string, value: unknown) => edit("DeadMailsAlarm", path, value);
const setFailed = (path: string, value: unknown) => edit("TriggersFailedAlarm", path, value);
const setQueue = (value: unknown) => edit("OwedMailFailuresAlarm", "Dimensions", [{ Name: "QueueName", Value: value }]);
const setGraph = (...lines: unknown[]): Change =>
  edit("Dashboard", "DashboardBody", { "Fn::Sub": JSON.stringify({ widgets: [{ properties: { metrics: lines } }] }) });
const stack = "cognito-trigger-suite-prod";

/** Renames the metric of the filters for TriggersFailed. */
const renameMetric: Change = (template) => {
  for (const id of Object.keys(template.Resources).filter(
    (one) => one.startsWith("TriggersFailedIn") || one === "TriggersEnded",
  ))
    edit(id, "MetricTransformations", [{ MetricNamespace: stack, MetricName: "Renamed" }])(template);
};

const setAlarmFunction =
  (name: string): Change =>
  (template) => {
    const metrics = propertiesOf(template, "ThrottlesAlarm")["Metrics"] as Properties[];
    for (const { MetricStat } of metrics)
      if (isObject(MetricStat))
        (MetricStat["Metric"] as Properties)["Dimensions"] = [{ Name: "FunctionName", Value: name }];
  };

judge(metricRules, {
  faults: {
    "alarm-metric": {
      "a metric that no worker publishes": setDeadMails("MetricName", "MailDead"),
      "a namespace of another stage": setDeadMails("Namespace", "cognito-trigger-suite-live"),
      "a filter that counts under another name": renameMetric,
      "a missing dimension": setDeadMails("Dimensions", []),
      "workers that publish nothing": both(
        ...["SendMail", "CountActivity", "MailFeedback"].map((name) =>
          edit(`${name}LambdaFunction`, "Environment.Variables.POWERTOOLS_METRICS_DISABLED", "true"),
        ),
      ),
      "a graph of an unpublished metric": setGraph([stack, "SignUpz", "service", "cognito-trigger-suite"]),
    },
    "alarm-dimension": {
      "a renamed function": setAlarmFunction(`${stack}-signUp`),
      "an unknown queue": setQueue("failures"),
      "a graph of an unknown queue": setGraph(["AWS/SQS", "NumberOfMessagesSent", "QueueName", "x"]),
    },
  },
  right: {
    "an alarm on an agent's metric": setFailed("Namespace", "LambdaInsights"),
    "an alarm in a namespace known only at deployment": setFailed("Namespace", { Ref: "Namespace" }),
    "an alarm on what a filter counts by path": both(
      add("ByPath", "AWS::Logs::MetricFilter", {
        MetricTransformations: [
          { MetricNamespace: stack, MetricName: "Failed", Dimensions: [{ Key: "path", Value: "$.path" }] },
        ],
      }),
      setFailed("MetricName", "Failed"),
      setFailed("Dimensions", [{ Name: "path", Value: "/" }]),
    ),
    "a queue by its name": both(edit("OwedMailFailures", "QueueName", "owed"), setQueue("owed")),
    "a graph whose lines repeat values above": setGraph(
      [stack, "SignUps", "service", "x"],
      [".", "SignIns", ".", "."],
      [{ expression: "m1/m2" }],
    ),
    "a dashboard that is not JSON, which CloudWatch reports": edit("Dashboard", "DashboardBody", "{,}"),
  },
});
