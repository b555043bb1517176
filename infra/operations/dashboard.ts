import { triggerFunctions } from "../../src/runtime/trigger-names.ts";
import { type Resource, substitute } from "../template.ts";
import { listAlarmRules } from "./alarm-rules.ts";
import {
  functionMetric,
  logMetric,
  type Metric,
  queueMetric,
  reputationMetric,
  streamConsumers,
  userFacing,
  workerMetric,
} from "./observed.ts";
import { failureQueues } from "./queues.ts";

type Limit = { label: string; at: number | undefined };
type Graph = { title: string; lines: ReadonlyArray<[Metric, string]>; limit?: Limit; searches?: readonly string[] };

/** https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html */
const searchPoolMetric = (userPoolId: string, metric: string): string =>
  `SEARCH('{AWS/Cognito,UserPool,UserPoolClient} UserPool="${userPoolId}" MetricName="${metric}"', 'Sum', 300)`;

const functionLines = (stack: string, functions: readonly string[], metric: string, statistic?: string) =>
  functions.map((name): [Metric, string] => [functionMetric(stack, name, metric, statistic), name]);

const limitOf = (stack: string, alarm: string): number | undefined => listAlarmRules(stack)[alarm]?.above;

const listGraphs = (stack: string, userPoolId: string): Graph[] => [
  {
    title: "Sign-ups, sign-ins and users (as they are counted; days in UTC)",
    lines: [
      [workerMetric(stack, "SignUps"), "sign-ups"],
      [workerMetric(stack, "SignIns"), "sign-ins"],
      [workerMetric(stack, "UniqueUsers"), "users who signed in"],
    ],
  },
  {
    title: "Cognito: successful sign-ups and sign-ins, by app client",
    lines: [],
    searches: [searchPoolMetric(userPoolId, "SignUpSuccesses"), searchPoolMetric(userPoolId, "SignInSuccesses")],
  },
  {
    title: "Cognito: throttled requests, by app client",
    lines: [],
    searches: ["SignUpThrottles", "SignInThrottles", "TokenRefreshThrottles"].map((name) =>
      searchPoolMetric(userPoolId, name),
    ),
  },
  {
    title: "Triggers: p99 duration (ms)",
    lines: functionLines(stack, triggerFunctions, "Duration", "p99"),
    limit: { label: "Cognito gives up", at: 5_000 },
  },
  { title: "Errors (pre-sign-up: including refusals)", lines: functionLines(stack, userFacing, "Errors") },
  { title: "Throttled calls", lines: functionLines(stack, userFacing, "Throttles") },
  {
    title: "Triggers: failures and repairs",
    lines: [
      [logMetric(stack, "TriggersFailed"), "triggers failed"],
      [logMetric(stack, "SignUpLookUpsFailed"), "sign-ups not checked"],
      [logMetric(stack, "PagesNotMade"), "pages not rendered"],
      [logMetric(stack, "ProfilesHandedOver"), "profiles, groups and sign-ins handed to ensureProfile"],
      [logMetric(stack, "ProfilesNotHandedOver"), "profiles left to the next token"],
      [logMetric(stack, "MessagesNotAcceptable"), "messages simplified"],
      [logMetric(stack, "RequiredClaimsMissing"), "tokens refused because of a claim"],
    ],
  },
  {
    title: "The suite's own emails",
    lines: [
      [workerMetric(stack, "MailsSent"), "sent"],
      [workerMetric(stack, "MailsRetried"), "to be retried"],
      [workerMetric(stack, "MailsDead"), "given up"],
      [logMetric(stack, "MailsLeft"), "left for the next sweep"],
    ],
  },
  {
    title: "Results of all emails, including Cognito's",
    lines: [
      [workerMetric(stack, "MailsDelivered"), "delivered"],
      [workerMetric(stack, "MailsBounced"), "bounced"],
      [workerMetric(stack, "MailsComplained"), "reported as spam"],
    ],
  },
  {
    title: "Oldest email owed (s)",
    lines: [[workerMetric(stack, "OldestOwedMail", "Maximum"), "oldest email owed"]],
    limit: { label: "alarm", at: limitOf(stack, "OldestOwedMail") },
  },
  {
    title: "SES reputation (share of emails)",
    lines: [
      [reputationMetric(stack, "BounceRate"), "bounced"],
      [reputationMetric(stack, "ComplaintRate"), "reported as spam"],
    ],
    limit: { label: "alarm for bounces", at: limitOf(stack, "BounceRate") },
  },
  {
    title: "Behind the table's stream (ms)",
    lines: functionLines(stack, streamConsumers, "IteratorAge", "Maximum"),
    limit: { label: "alarm", at: limitOf(stack, "SendMailLate") },
  },
  {
    title: "Failures that wait for an operator",
    lines: Object.keys(failureQueues).map((queue) => [queueMetric(queue), queue]),
  },
];

const columns = 3;
const size = { width: 24 / columns, height: 6 };

const buildWidget = ({ title, lines, limit, searches = [] }: Graph, index: number) => ({
  type: "metric",
  x: (index % columns) * size.width,
  y: Math.floor(index / columns) * size.height,
  ...size,
  properties: {
    title,
    view: "timeSeries",
    stacked: false,
    region: "${AWS::Region}",
    period: 300,
    yAxis: { left: { min: 0 } },
    metrics: [
      ...lines.map(([{ namespace, name, dimensions, statistic }, label]) => [
        namespace,
        name,
        ...Object.entries(dimensions).flat(),
        { stat: statistic, label },
      ]),
      ...searches.map((expression, search) => [{ expression, id: `e${search}` }]),
    ],
    ...(limit && { annotations: { horizontal: [{ label: limit.label, value: limit.at }] } }),
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export const buildDashboard = (stack: string, userPoolId: string): Record<string, Resource> => ({
  Dashboard: {
    Type: "AWS::CloudWatch::Dashboard",
    Properties: {
      DashboardName: stack,
      DashboardBody: substitute(
        JSON.stringify({ start: "-P1D", widgets: listGraphs(stack, userPoolId).map(buildWidget) }),
      ),
    },
  },
});
