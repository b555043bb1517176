import { isObject } from "../../../../schema/is-object.ts";
import { metricRules } from "../../../../tools/doctor/rules/metrics.ts";
import type { Properties } from "../../../../tools/doctor/template.ts";
import { add, both, type Change, edit, propertiesOf } from "../changes.ts";
import { judge } from "../judge.ts";

const dead = (path: string, value: unknown) => edit("DeadMailsAlarm", path, value);
const failed = (path: string, value: unknown) => edit("TriggersFailedAlarm", path, value);
const queue = (value: unknown) => edit("OwedMailFailuresAlarm", "Dimensions", [{ Name: "QueueName", Value: value }]);
const graph = (...lines: unknown[]): Change =>
  edit("Dashboard", "DashboardBody", { "Fn::Sub": JSON.stringify({ widgets: [{ properties: { metrics: lines } }] }) });
const stack = "cognito-trigger-suite-prod";

/** Renames what the filters of TriggersFailed count. */
const renamed: Change = (template) => {
  for (const id of Object.keys(template.Resources).filter(
    (one) => one.startsWith("TriggersFailedIn") || one === "TriggersEnded",
  ))
    edit(id, "MetricTransformations", [{ MetricNamespace: stack, MetricName: "Renamed" }])(template);
};

const functionOfAlarm =
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
      "a metric that no worker tells": dead("MetricName", "MailDead"),
      "a namespace of another stage": dead("Namespace", "cognito-trigger-suite-live"),
      "a filter that counts under another name": renamed,
      "without the dimension that it is told with": dead("Dimensions", []),
      "a worker that tells nothing": both(
        ...["SendMail", "CountActivity", "MailFeedback"].map((name) =>
          edit(`${name}LambdaFunction`, "Environment.Variables.POWERTOOLS_METRICS_DISABLED", "true"),
        ),
      ),
      "a graph of a metric that nobody tells": graph([stack, "SignUpz", "service", "cognito-trigger-suite"]),
    },
    "alarm-dimension": {
      "a function that was renamed": functionOfAlarm(`${stack}-signUp`),
      "a queue that there is not": queue("failures"),
      "a graph of a queue that there is not": graph(["AWS/SQS", "NumberOfMessagesSent", "QueueName", "x"]),
    },
  },
  right: {
    "an alarm of an agent": failed("Namespace", "LambdaInsights"),
    "an alarm in a namespace that only the deployment knows": failed("Namespace", { Ref: "Namespace" }),
    "an alarm of what a filter counts by path": both(
      add("ByPath", "AWS::Logs::MetricFilter", {
        MetricTransformations: [
          { MetricNamespace: stack, MetricName: "Failed", Dimensions: [{ Key: "path", Value: "$.path" }] },
        ],
      }),
      failed("MetricName", "Failed"),
      failed("Dimensions", [{ Name: "path", Value: "/" }]),
    ),
    "a queue by its name": both(edit("OwedMailFailures", "QueueName", "owed"), queue("owed")),
    "a graph whose lines repeat what stands above": graph(
      [stack, "SignUps", "service", "x"],
      [".", "SignIns", ".", "."],
      [{ expression: "m1/m2" }],
    ),
    "a dashboard that is not JSON, which CloudWatch says": edit("Dashboard", "DashboardBody", "{,}"),
  },
});
