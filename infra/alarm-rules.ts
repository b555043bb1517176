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
import { logicalName } from "./template.ts";

/** When an alarm rings. */
export type Rule = {
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
export const alarmRules = (stack: string): Record<string, Rule> => ({
  DeadMails: {
    says: "Mails were given up. npm run redrive shows which, and owes them anew.",
    metric: told(stack, "MailsDead"),
    above: 0,
  },
  OldestOwedMail: {
    says: "A mail has been owed for more than 10 minutes, or the sweep of owed mails does not run.",
    metric: told(stack, "OldestOwedMail", "Maximum"),
    above: 600,
    // A mail that SES refuses is tried every 15 minutes at the latest, and seen only then.
    of: 4,
    atLeast: 1,
    whenSilent: "breaching",
  },
  MailsLeft: {
    says: "More mails are owed than the sweep has sent, for a quarter of an hour.",
    metric: filtered(stack, "MailsLeft"),
    above: 0,
    of: 3,
  },
  ProfilesHandedOver: {
    says: "A trigger could not write a profile, its groups or a sign-in from a new device, and left it to ensureProfile.",
    metric: filtered(stack, "ProfilesHandedOver"),
    above: 0,
  },
  ProfilesNotHandedOver: {
    says: "A profile could neither be written nor left to ensureProfile; the person's next token tries again.",
    metric: filtered(stack, "ProfilesNotHandedOver"),
    above: 0,
  },
  MessagesNotAcceptable: {
    says: "A message could not be made, or would have been refused by Cognito, and a plainer one went out.",
    metric: filtered(stack, "MessagesNotAcceptable"),
    above: 0,
  },
  RequiredClaimsMissing: {
    says: "Somebody could not sign in, because a claim marked as required could not be had.",
    metric: filtered(stack, "RequiredClaimsMissing"),
    above: 0,
  },
  SignUpLookUpsFailed: {
    says: "Pre-sign-up could not ask what decides who may join: people were let in unasked, or turned away.",
    metric: filtered(stack, "SignUpLookUpsFailed"),
    above: 0,
  },
  PagesNotMade: {
    says: "A page that a mail's link leads to could not be made; its reader saw an error.",
    metric: filtered(stack, "PagesNotMade"),
    above: 0,
  },
  TriggersFailed: {
    says: "A trigger, or a part of it, failed or ran out of time; the log of the trigger says at what.",
    metric: filtered(stack, "TriggersFailed"),
    above: 0,
  },
  // What pre-sign-up refuses by its rules is an error to Lambda, too; its faults are among TriggersFailed.
  FunctionErrors: {
    says: "A trigger other than pre-sign-up, or the pages, ended with an error that a person has seen.",
    metrics: awaited.filter((name) => name !== "preSignup").map((name) => ofFunction(stack, name, "Errors")),
    together: "SUM",
    above: 0,
  },
  TriggersSlow: {
    says: "A trigger's p99 is above half of the 5 seconds that Cognito waits.",
    metrics: triggers.map((name) => ofFunction(stack, name, "Duration", "p99")),
    together: "MAX",
    above: 2_500,
    of: 3,
    atLeast: 2,
  },
  Throttles: {
    says: "Lambda turned away calls of a trigger or of the pages: people could not sign up or in.",
    metrics: awaited.map((name) => ofFunction(stack, name, "Throttles")),
    together: "SUM",
    above: 0,
  },
  ...Object.fromEntries(
    streamed.map((name) => [
      `${logicalName(name)}Late`,
      {
        says: `The function ${name} is more than 5 minutes behind the table's stream.`,
        metric: ofFunction(stack, name, "IteratorAge", "Maximum"),
        above: 300_000,
      },
    ]),
  ),
  ...Object.fromEntries(
    queues.map((queue) => [
      queue,
      { says: `${inQueue[queue]} docs/observability.md says what to do.`, metric: waitingIn(queue), above: 0 },
    ]),
  ),
  // SES looks at an account from 5 % and 0.1 % on. https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
  BounceRate: {
    says: "More than 2 % of this stage's mails bounced; SES pauses accounts for that.",
    metric: reputation(stack, "BounceRate"),
    above: 0.02,
    whenSilent: "ignore",
  },
  ComplaintRate: {
    says: "More than 0.08 % of this stage's mails were reported as unwanted; SES pauses accounts for that.",
    metric: reputation(stack, "ComplaintRate"),
    above: 0.0008,
    whenSilent: "ignore",
  },
});

const inQueue: Record<string, string> = {
  OwedMailFailures: "Lambda could not hand new mails to sendMail. The sweep sends them all the same.",
  ProfileFailures: "Profiles could not be written after all tries.",
  MailFeedbackFailures: "What SES told of mails could not be written after all tries.",
  ActivityFailures: "Sign-ups and sign-ins could not be counted after all tries.",
};
