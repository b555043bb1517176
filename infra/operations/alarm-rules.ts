import { toLogicalName } from "../../schema/logical-name.ts";
import { type ReportAlarm, reportAlarms } from "../../src/runtime/reports.ts";
import { triggerFunctions } from "../../src/runtime/trigger-names.ts";
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

export type AlarmRule = {
  /** What happened. docs/observability.md says what to do. */
  description: string;
  above: number;
  /** The period in seconds; `atLeast` of `of` periods must be above the threshold. */
  period?: number;
  of?: number;
  atLeast?: number;
  /** How missing data counts. Default: not breaching. */
  whenSilent?: "breaching" | "ignore";
} & ({ metric: Metric } | { metrics: readonly Metric[]; together: "SUM" | "MAX" });

/** Every alarm of a stage, by its logical id without `Alarm`. `stack` is the stack's name. */
export const listAlarmRules = (stack: string): Record<string, AlarmRule> => ({
  DeadMails: {
    description: "Emails were given up. npx suite redrive --stage <stage> counts them by reason; --yes queues them.",
    metric: workerMetric(stack, "MailsDead"),
    above: 0,
  },
  OldestOwedMail: {
    description: "An email has been owed for more than 10 minutes, or the sweep of owed emails does not run.",
    metric: workerMetric(stack, "OldestOwedMail", "Maximum"),
    above: 600,
    // A mail that SES refuses is retried within 15 minutes, and visible only then.
    of: 4,
    atLeast: 1,
    whenSilent: "breaching",
  },
  ...Object.fromEntries(
    Object.entries(reportAlarms).map(([id, { description, ...alarm }]): [string, AlarmRule] => [
      id,
      {
        description,
        metric: logMetric(stack, id as ReportAlarm),
        above: 0,
        ...("periods" in alarm && { of: alarm.periods }),
      },
    ]),
  ),
  // Lambda counts each refusal of pre-sign-up as an error; its real failures are in TriggersFailed.
  FunctionErrors: {
    description: "A trigger other than pre-sign-up, or the pages, failed with an error that a user saw.",
    metrics: userFacing.filter((name) => name !== "preSignup").map((name) => functionMetric(stack, name, "Errors")),
    together: "SUM",
    above: 0,
  },
  TriggersSlow: {
    description: "A trigger's p99 duration is above half of the 5 seconds that Cognito waits.",
    metrics: triggerFunctions.map((name) => functionMetric(stack, name, "Duration", "p99")),
    together: "MAX",
    above: 2_500,
    of: 3,
    atLeast: 2,
  },
  Throttles: {
    description: "Lambda throttled a trigger or the pages. Users could not sign up or sign in.",
    metrics: userFacing.map((name) => functionMetric(stack, name, "Throttles")),
    together: "SUM",
    above: 0,
  },
  ...Object.fromEntries(
    streamConsumers.map((name) => [
      `${toLogicalName(name)}Late`,
      {
        description: `The function ${name} is more than 5 minutes behind the table's stream.`,
        metric: functionMetric(stack, name, "IteratorAge", "Maximum"),
        above: 300_000,
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(failureQueues).map(([queue, description]) => [
      queue,
      {
        description: `${description} docs/observability.md says what to do.`,
        metric: queueMetric(queue),
        above: 0,
      },
    ]),
  ),
  // https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
  BounceRate: {
    description: "More than 2 % of this stage's emails bounced. SES reviews accounts from 5 %.",
    metric: reputationMetric(stack, "BounceRate"),
    above: 0.02,
    whenSilent: "ignore",
  },
  ComplaintRate: {
    description: "More than 0.08 % of this stage's emails were reported as spam. SES reviews accounts from 0.1 %.",
    metric: reputationMetric(stack, "ComplaintRate"),
    above: 0.0008,
    whenSilent: "ignore",
  },
});
