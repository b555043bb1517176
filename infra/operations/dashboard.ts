import { type Resource, sub } from "../template.ts";
import {
  awaited,
  filtered,
  type Metric,
  ofFunction,
  queues,
  reputation,
  streamed,
  told,
  triggers,
  waitingIn,
} from "./observed.ts";

type Line = { label: string; at: number };
type Graph = { title: string; lines: ReadonlyArray<[Metric, string]>; limit?: Line; searches?: readonly string[] };

/** What Cognito itself counts, of every app client. https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html */
const ofPool = (userPoolId: string, metric: string): string =>
  `SEARCH('{AWS/Cognito,UserPool,UserPoolClient} UserPool="${userPoolId}" MetricName="${metric}"', 'Sum', 300)`;

const of = (stack: string, functions: readonly string[], metric: string, statistic?: string) =>
  functions.map((name): [Metric, string] => [ofFunction(stack, name, metric, statistic), name]);

const graphs = (stack: string, userPoolId: string): Graph[] => [
  {
    title: "Sign-ups, sign-ins, people (of the day, UTC, as they come)",
    lines: [
      [told(stack, "SignUps"), "sign-ups"],
      [told(stack, "SignIns"), "sign-ins"],
      [told(stack, "UniqueUsers"), "people who signed in"],
    ],
  },
  {
    title: "Cognito: sign-ups and sign-ins that succeeded, by app client",
    lines: [],
    searches: [ofPool(userPoolId, "SignUpSuccesses"), ofPool(userPoolId, "SignInSuccesses")],
  },
  {
    title: "Cognito: requests turned away for being too many, by app client",
    lines: [],
    searches: ["SignUpThrottles", "SignInThrottles", "TokenRefreshThrottles"].map((name) => ofPool(userPoolId, name)),
  },
  {
    title: "Triggers: p99 of duration (ms)",
    lines: of(stack, triggers, "Duration", "p99"),
    limit: { label: "Cognito gives up", at: 5_000 },
  },
  { title: "Errors (pre-sign-up: refusals too)", lines: of(stack, awaited, "Errors") },
  { title: "Calls that Lambda turned away", lines: of(stack, awaited, "Throttles") },
  {
    title: "What triggers had to put right",
    lines: [
      [filtered(stack, "TriggersFailed"), "triggers failed"],
      [filtered(stack, "SignUpLookUpsFailed"), "sign-ups that could not be looked up"],
      [filtered(stack, "PagesNotMade"), "pages not made"],
      [filtered(stack, "ProfilesHandedOver"), "profiles, groups and sign-ins left to ensureProfile"],
      [filtered(stack, "ProfilesNotHandedOver"), "profiles left to the next token"],
      [filtered(stack, "MessagesNotAcceptable"), "messages made plainer"],
      [filtered(stack, "RequiredClaimsMissing"), "tokens refused for a claim"],
    ],
  },
  {
    title: "The suite's own mails",
    lines: [
      [told(stack, "MailsSent"), "sent"],
      [told(stack, "MailsRetried"), "to be tried again"],
      [told(stack, "MailsDead"), "given up"],
      [filtered(stack, "MailsLeft"), "left for the next sweep"],
    ],
  },
  {
    title: "What became of all mails, Cognito's too",
    lines: [
      [told(stack, "MailsDelivered"), "delivered"],
      [told(stack, "MailsBounced"), "bounced"],
      [told(stack, "MailsComplained"), "complained of"],
    ],
  },
  {
    title: "Oldest mail owed (s)",
    lines: [[told(stack, "OldestOwedMail", "Maximum"), "oldest mail owed"]],
    limit: { label: "alarm", at: 600 },
  },
  {
    title: "Reputation with SES (share of mails)",
    lines: [
      [reputation(stack, "BounceRate"), "bounced"],
      [reputation(stack, "ComplaintRate"), "complained of"],
    ],
    limit: { label: "alarm for bounces", at: 0.02 },
  },
  {
    title: "Behind the table's stream (ms)",
    lines: of(stack, streamed, "IteratorAge", "Maximum"),
    limit: { label: "alarm", at: 300_000 },
  },
  { title: "Waiting for a person", lines: queues.map((queue) => [waitingIn(queue), queue]) },
];

const across = 3;
const size = { width: 24 / across, height: 6 };

const widget = ({ title, lines, limit, searches = [] }: Graph, index: number) => ({
  type: "metric",
  x: (index % across) * size.width,
  y: Math.floor(index / across) * size.height,
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
export const dashboard = (stack: string, userPoolId: string): Record<string, Resource> => ({
  Dashboard: {
    Type: "AWS::CloudWatch::Dashboard",
    Properties: {
      DashboardName: stack,
      DashboardBody: sub(JSON.stringify({ start: "-P1D", widgets: graphs(stack, userPoolId).map(widget) })),
    },
  },
});
