import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { buildResources } from "../../../infra/resources.ts";
import { openProject } from "../../../schema/read.ts";
import { metricUnits } from "../../../src/runtime/metrics.ts";
import { reportAlarms, reports } from "../../../src/runtime/reports.ts";
import { isOfPool, isPublished, type Named, type Resources } from "../../support/observed-metrics.ts";

const root = resolve(__dirname, "../../..");
const stack = "cognito-trigger-suite-dev";
const functions = Object.keys(
  (parse(readFileSync(join(root, "serverless.yml"), "utf8"), { merge: true }) as { functions: object }).functions,
);
const { suite, stage } = openProject(undefined, {});
const settings = stage("dev");
const template = buildResources(settings, suite);
const made = template.Resources as Resources;
const known = { stack, functions, resources: made };
const findByType = (type: string) => Object.entries(made).filter(([, { Type }]) => Type === type);

type Metrics = ReadonlyArray<readonly [...string[], object]>;
type Widget = { type: string; x: number; y: number; width: number; height: number; properties: Properties };
type Properties = { title: string; region: string; view: string; period: number; metrics: Metrics } & {
  annotations?: { horizontal: ReadonlyArray<{ value: number }> };
};

const bodyOf = (from: Resources): { widgets: Widget[] } =>
  JSON.parse((from["Dashboard"]?.Properties["DashboardBody"] as { "Fn::Sub": string } | undefined)?.["Fn::Sub"] ?? "");

/** Reads a line of a graph: namespace, name, dimensions in pairs, and how it is shown. */
const readMetric = (line: readonly unknown[]): Named => {
  const [namespace, name, ...pairs] = line.slice(0, -1) as string[];
  const dimensions: Record<string, string> = {};
  for (let at = 0; at < pairs.length; at += 2) dimensions[pairs[at] ?? ""] = pairs[at + 1] ?? "";
  return { namespace: namespace ?? "", name: name ?? "", dimensions };
};

const findFaults = (widgets: readonly Widget[]): string[] =>
  widgets.flatMap(({ properties: { title, metrics } }) =>
    metrics
      .filter((line) => {
        const { expression } = line.at(-1) as { expression?: string };
        return expression === undefined
          ? !isPublished(readMetric(line), known)
          : !isOfPool(expression, "${CognitoUserPoolUsers}");
      })
      .map((line) => `${title}: ${JSON.stringify(line)}`),
  );

describe("the dashboard", () => {
  const { widgets } = bodyOf(made);

  it("shows only published metrics", () => {
    expect(findFaults(widgets)).toEqual([]);
    expect(widgets.flatMap(({ properties }) => properties.metrics).length).toBeGreaterThan(30);
  });

  it.each([
    ["a function", `${stack}-preSignup`, `${stack}-preSignUp`],
    ["a metric of Lambda", '"Throttles"', '"Throttled"'],
    ["a metric of a worker", '"MailsSent"', '"MailSent"'],
    ["the dimension of a worker's metric", '"service"', '"Service"'],
    ["a filter", '"ProfilesHandedOver"', '"ProfileHandedOver"'],
    ["a queue", "${OwedMailFailures.QueueName}", "${OwedMails.QueueName}"],
    ["the configuration set", '"ses:configuration-set"', '"ConfigurationSet"'],
    ["a metric of Cognito", "SignInSuccesses", "SignInSuccess"],
    ["the pool", "${CognitoUserPoolUsers}", "${UserPool}"],
  ])("fails the check if the name of %s is wrong", (_, from, to) => {
    const text = JSON.stringify(widgets);
    // The quotes in a search are escaped.
    expect(text).toContain(from);
    expect(findFaults(JSON.parse(text.replaceAll(from, to)) as Widget[])).not.toEqual([]);
  });

  it("draws the thresholds of its alarms", () => {
    const limits = widgets.flatMap(({ properties }) => properties.annotations?.horizontal ?? []);
    expect(limits.map(({ value }) => value)).toEqual([5_000, 600, 0.02, 300_000]);
  });

  it("shows every metric of the workers, every filter and every queue", () => {
    const shown = JSON.stringify(widgets);
    const filters = findByType("AWS::Logs::MetricFilter").map(
      ([, { Properties }]) =>
        (Properties["MetricTransformations"] as Array<{ MetricName: string }>)[0]?.MetricName ?? "",
    );
    const queues = findByType("AWS::SQS::Queue").map(([id]) => `${id}.QueueName`);
    expect([...Object.keys(metricUnits), ...filters, ...queues].filter((name) => !shown.includes(name))).toEqual([]);
  });

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
  it("is valid for CloudWatch, without overlapping graphs", () => {
    const taken = new Set<string>();
    for (const { type, x, y, width, height, properties } of widgets) {
      expect([type, properties.view, properties.region]).toEqual(["metric", "timeSeries", "${AWS::Region}"]);
      expect(x + width).toBeLessThanOrEqual(24);
      expect([1, 5, 10, 30].includes(properties.period) || properties.period % 60 === 0).toBe(true);
      expect(properties.metrics.length).toBeGreaterThan(0);
      expect(properties.metrics.length).toBeLessThanOrEqual(100);
      for (let column = x; column < x + width; column += 1)
        for (let row = y; row < y + height; row += 1) {
          expect(taken.has(`${column}/${row}`)).toBe(false);
          taken.add(`${column}/${row}`);
        }
    }
    expect(new Set(widgets.map(({ properties }) => properties.title)).size).toBe(widgets.length);
  });

  it("has a line at Cognito's timeout of 5 seconds", () => {
    const duration = widgets.find(({ properties }) => properties.title.startsWith("Triggers: p99"));
    expect(duration?.properties).toMatchObject({ annotations: { horizontal: [{ value: 5_000 }] } });
    expect(duration?.properties.metrics.map((line) => line[3])).toEqual(inOrder.map((name) => `${stack}-${name}`));
  });

  it("refers only to resources of the template", () => {
    const gaps = [...JSON.stringify(bodyOf(made)).matchAll(/\$\{([\w:]+)(?:\.\w+)?\}/g)].map(([, name]) => name ?? "");
    expect(gaps.filter((name) => name !== "AWS::Region" && !Object.hasOwn(made, name))).toEqual([]);
  });

  it("shows an existing pool", () => {
    const existing = { ...settings, userPool: { ...settings.userPool, existing: "eu-west-1_AbCdEfGhI" } };
    const text = JSON.stringify(bodyOf(buildResources(existing, suite).Resources as Resources));
    expect(text).toContain("eu-west-1_AbCdEfGhI");
    expect(text).not.toContain("CognitoUserPoolUsers");
  });
});

const inOrder = ["preSignup", "customMessage", "postConfirmation", "preTokenGeneration", "postAuthentication"];

type Dimension = { Name: string; Value: string | { "Fn::Sub": string } };
type Stat = { Metric: { Namespace: string; MetricName: string; Dimensions: Dimension[] } };

const readDimensions = (dimensions: readonly Dimension[]): Record<string, string> =>
  Object.fromEntries(
    dimensions.map(({ Name, Value }) => [Name, typeof Value === "string" ? Value : Value["Fn::Sub"]] as const),
  );

const listMetrics = (properties: Record<string, unknown>): Named[] => {
  const parts = (properties["Metrics"] as Array<{ MetricStat?: Stat }> | undefined)?.flatMap(({ MetricStat }) =>
    MetricStat ? [MetricStat.Metric] : [],
  ) ?? [properties as Stat["Metric"]];
  return parts.map(({ Namespace, MetricName, Dimensions }) => ({
    namespace: Namespace,
    name: MetricName,
    dimensions: readDimensions(Dimensions),
  }));
};

describe("the alarms", () => {
  const alarms = findByType("AWS::CloudWatch::Alarm");

  it.each(alarms)("%s watches published metrics, and notifies the topic", (_, { Properties }) => {
    expect(listMetrics(Properties).filter((metric) => !isPublished(metric, known))).toEqual([]);
    expect(Properties["AlarmActions"]).toEqual([{ Ref: "AlarmTopic" }]);
    expect(String(Properties["AlarmDescription"])).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it.each([
    ["OldestOwedMailAlarm", "OldestOwedMail", 600],
    ["DeadMailsAlarm", "MailsDead", 0],
    ["ProfilesHandedOverAlarm", "ProfilesHandedOver", 0],
    ["ProfilesNotHandedOverAlarm", "ProfilesNotHandedOver", 0],
    ["TriggersFailedAlarm", "TriggersFailed", 0],
    ["SignUpLookUpsFailedAlarm", "SignUpLookUpsFailed", 0],
    ["PagesNotMadeAlarm", "PagesNotMade", 0],
    ["FunctionErrorsAlarm", "Errors", 0],
    ["TriggersSlowAlarm", "Duration", 2_500],
    ["ThrottlesAlarm", "Throttles", 0],
    ["SendMailLateAlarm", "IteratorAge", 300_000],
    ["CountActivityLateAlarm", "IteratorAge", 300_000],
    ["BounceRateAlarm", "Reputation.BounceRate", 0.02],
    ["ComplaintRateAlarm", "Reputation.ComplaintRate", 0.0008],
  ])("%s goes off if %s is above %d", (name, metric, above) => {
    const properties = made[name]?.Properties ?? {};
    expect(new Set(listMetrics(properties).map((watched) => watched.name))).toEqual(new Set([metric]));
    expect(properties).toMatchObject({ Threshold: above, ComparisonOperator: "GreaterThanThreshold" });
  });

  it("cover every trigger, filter and queue", () => {
    const watched = JSON.stringify(alarms);
    const wanted = [
      ...inOrder.map((name) => `${stack}-${name}`),
      ...findByType("AWS::SQS::Queue").map(([id]) => `${id}.QueueName`),
      ...findByType("AWS::Logs::MetricFilter").map(
        ([, { Properties }]) =>
          `"${(Properties["MetricTransformations"] as Array<{ MetricName: string }>)[0]?.MetricName}"`,
      ),
    ];
    expect(wanted.filter((name) => !watched.includes(name.startsWith('"') ? `"MetricName":${name}` : name))).toEqual(
      [],
    );
  });

  it("cover a sweep that does not run", () => {
    expect(made["OldestOwedMailAlarm"]?.Properties).toMatchObject({ TreatMissingData: "breaching" });
  });

  it("each have a row in docs/observability.md", () => {
    const text = readFileSync(join(root, "docs", "observability.md"), "utf8");
    expect(alarms.map(([id]) => id.replace(/Alarm$/, "")).filter((id) => !text.includes(`| \`${id}\` |`))).toEqual([]);
  });
});

describe("the filters", () => {
  const filters = findByType("AWS::Logs::MetricFilter").map(([, { Properties }]) => Properties);

  it.each(Object.entries(reports).flatMap(([name, heard]) => ("alarm" in heard ? [[name, heard.alarm] as const] : [])))(
    "count %s as %s in each of its functions",
    (name, alarm) => {
      const counting = filters.filter(({ FilterPattern }) => String(FilterPattern).includes(`($.message = "${name}")`));
      expect(counting.map(({ LogGroupName }) => LogGroupName)).toEqual(
        reportAlarms[alarm].functions.map((one) => ({ Ref: `${one[0]?.toUpperCase()}${one.slice(1)}LogGroup` })),
      );
      for (const { MetricTransformations } of counting)
        expect(MetricTransformations).toMatchObject([{ MetricNamespace: settings.name, MetricName: alarm }]);
    },
  );

  it("count at least one report for each alarm", () => {
    const alarms = Object.values(reports).flatMap((heard) => ("alarm" in heard ? [heard.alarm] : []));
    expect(new Set(alarms)).toEqual(new Set(Object.keys(reportAlarms)));
  });

  it("count no report that is monitored elsewhere", () => {
    const patterns = filters.map(({ FilterPattern }) => FilterPattern).join();
    const others = Object.entries(reports).filter(([, heard]) => "heardBy" in heard);
    expect(others.filter(([name]) => patterns.includes(`"${name}"`))).toEqual([]);
  });

  it("name existing alarms for the other reports", () => {
    const others = Object.values(reports).flatMap((heard) => ("heardBy" in heard ? [heard.heardBy] : []));
    const alarms = others.filter((by) => !by.startsWith("no alarm: "));
    const named = alarms.map((by) => by.match(/\b(?:[A-Z][a-z]+){2,}/g) ?? ["none"]);
    expect(named.flat().filter((name) => !made[`${name}Alarm`])).toEqual([]);
  });

  it("add up the mails that are left", () => {
    expect(made["MailsLeft"]?.Properties["MetricTransformations"]).toMatchObject([{ MetricValue: "$.mails" }]);
  });

  it("read only the logs of existing functions", () => {
    for (const [, { Properties }] of findByType("AWS::Logs::MetricFilter")) {
      const group = (Properties["LogGroupName"] as { Ref: string }).Ref;
      expect(functions.map((name) => `${name[0]?.toUpperCase()}${name.slice(1)}LogGroup`)).toContain(group);
    }
  });
});

describe("the topic", () => {
  const statements = (id: string, document: string) =>
    (made[id]?.Properties[document] as { Statement: Array<Record<string, unknown>> } | undefined)?.Statement ?? [];

  it("is encrypted with a key that CloudWatch may use, and requires TLS", () => {
    expect(made["AlarmTopic"]?.Properties["KmsMasterKeyId"]).toEqual({ "Fn::GetAtt": ["AlarmKey", "Arn"] });
    expect(statements("AlarmKey", "KeyPolicy")).toContainEqual(
      expect.objectContaining({
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      }),
    );
    expect(statements("AlarmTopicPolicy", "PolicyDocument")).toContainEqual(
      expect.objectContaining({ Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish" }),
    );
    expect(statements("AlarmTopicPolicy", "PolicyDocument")).toContainEqual(
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    );
  });

  it("keeps a subscription if its address moves up the list", () => {
    const ids = (alarmsTo: string[]) =>
      Object.keys(buildResources({ ...settings, alarmsTo }, suite).Resources).filter((id) => /^AlarmsTo/.test(id));
    expect(ids(["b@example.com"])).toEqual(ids(["a@example.com", "b@example.com"]).slice(1));
  });

  it.each([
    ["no one", [], []],
    ["two addresses", ["a@example.com", "b@example.com"], ["a@example.com", "b@example.com"]],
  ])("notifies %s", (_, alarmsTo, endpoints) => {
    const { Resources } = buildResources({ ...settings, alarmsTo }, suite);
    const subscriptions = Object.values(Resources).filter(({ Type }) => Type === "AWS::SNS::Subscription");
    expect(subscriptions.map(({ Properties }) => [Properties["Protocol"], Properties["Endpoint"]])).toEqual(
      endpoints.map((address) => ["email", address]),
    );
  });
});
