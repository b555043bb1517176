import { toLogicalName } from "../../schema/logical-name.ts";
import { type ReportAlarm, reportAlarms } from "../../src/runtime/reports.ts";
import {
  failureQueues,
  functionMetric,
  logMetric,
  type Metric,
  queueMetric,
  reputationMetric,
  streamConsumers,
  triggers,
  userFacing,
  workerMetric,
} from "./observed.ts";

/** When an alarm rings. */
export type AlarmRule = {
  /** What has happened, and what to do; docs/observability.md says more. */
  says: string;
  above: number;
  /** Seconds for which the metric is summed up; and of how many such periods how many must be above. */
  period?: number;
  of?: number;
  atLeast?: number;
  /** What no data means; nothing happened, unless said otherwise. */
  whenSilent?: "breaching" | "ignore";
} & ({ metric: Metric } | { metrics: readonly Metric[]; together: "SUM" | "MAX" });

/** Every alarm of a stage, by its logical id without `Alarm`. `stack` is what the stack is called. */
export const listAlarmRules = (stack: string): Record<string, AlarmRule> => ({
  DeadMails: {
    says: "Mails were given up. npx suite redrive shows which, and owes them anew.",
    metric: workerMetric(stack, "MailsDead"),
    above: 0,
  },
  OldestOwedMail: {
    says: "A mail has been owed for more than 10 minutes, or the sweep of owed mails does not run.",
    metric: workerMetric(stack, "OldestOwedMail", "Maximum"),
    above: 600,
    // A mail that SES refuses is tried every 15 minutes at the latest, and seen only then.
    of: 4,
    atLeast: 1,
    whenSilent: "breaching",
  },
  ...Object.fromEntries(
    Object.entries(reportAlarms).map(([id, { says, ...alarm }]): [string, AlarmRule] => [
      id,
      {
        says,
        metric: logMetric(stack, id as ReportAlarm),
        above: 0,
        ...("periods" in alarm && { of: alarm.periods }),
      },
    ]),
  ),
  // What pre-sign-up refuses by its rules is an error to Lambda, too; its faults are among TriggersFailed.
  FunctionErrors: {
    says: "A trigger other than pre-sign-up, or the pages, ended with an error that a person has seen.",
    metrics: userFacing.filter((name) => name !== "preSignup").map((name) => functionMetric(stack, name, "Errors")),
    together: "SUM",
    above: 0,
  },
  TriggersSlow: {
    says: "A trigger's p99 is above half of the 5 seconds that Cognito waits.",
    metrics: triggers.map((name) => functionMetric(stack, name, "Duration", "p99")),
    together: "MAX",
    above: 2_500,
    of: 3,
    atLeast: 2,
  },
  Throttles: {
    says: "Lambda turned away calls of a trigger or of the pages: people could not sign up or in.",
    metrics: userFacing.map((name) => functionMetric(stack, name, "Throttles")),
    together: "SUM",
    above: 0,
  },
  ...Object.fromEntries(
    streamConsumers.map((name) => [
      `${toLogicalName(name)}Late`,
      {
        says: `The function ${name} is more than 5 minutes behind the table's stream.`,
        metric: functionMetric(stack, name, "IteratorAge", "Maximum"),
        above: 300_000,
      },
    ]),
  ),
  ...Object.fromEntries(
    failureQueues.map((queue) => [
      queue,
      { says: `${queueAlarms[queue]} docs/observability.md says what to do.`, metric: queueMetric(queue), above: 0 },
    ]),
  ),
  // SES looks at an account from 5 % and 0.1 % on. https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
  BounceRate: {
    says: "More than 2 % of this stage's mails bounced; SES pauses accounts for that.",
    metric: reputationMetric(stack, "BounceRate"),
    above: 0.02,
    whenSilent: "ignore",
  },
  ComplaintRate: {
    says: "More than 0.08 % of this stage's mails were reported as unwanted; SES pauses accounts for that.",
    metric: reputationMetric(stack, "ComplaintRate"),
    above: 0.0008,
    whenSilent: "ignore",
  },
});

const queueAlarms: Record<string, string> = {
  OwedMailFailures: "Lambda could not hand new mails to sendMail. The sweep sends them all the same.",
  ProfileFailures: "Profiles could not be written after all tries.",
  MailFeedbackFailures: "What SES told of mails could not be written after all tries.",
  ActivityFailures: "Sign-ups and sign-ins could not be counted after all tries.",
};
