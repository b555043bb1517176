import { triggerFunctions } from "./trigger-names.ts";

/** An alarm that rings if one of its reports is logged within 5 minutes. infra creates the log filters and alarms. */
type Alarm = {
  /** The functions whose logs are filtered. */
  functions: readonly string[];
  /** What happened. docs/observability.md says what to do. */
  description: string;
  /** The path in the log line of the value that a report adds to the metric. Default: 1 per report. */
  value?: string;
  /** The number of consecutive 5-minute periods. Default: 1. */
  periods?: number;
};

export const reportAlarms = {
  MailsLeft: {
    functions: ["sendMail"],
    description: "For 15 minutes, the sweep has not sent all the emails that are owed.",
    value: "$.mails",
    periods: 3,
  },
  ProfilesHandedOver: {
    functions: ["postConfirmation", "preTokenGeneration", "postAuthentication"],
    description:
      "A trigger could not write a profile, groups or a sign-in from a new device, and handed the work to ensureProfile.",
  },
  ProfilesNotHandedOver: {
    functions: ["preTokenGeneration"],
    description:
      "A trigger could neither write a profile nor hand it to ensureProfile. The user's next token tries again.",
  },
  MessagesNotAcceptable: {
    functions: ["customMessage"],
    description: "A message failed to render, or Cognito would have rejected it. A simpler message was sent.",
  },
  RequiredClaimsMissing: {
    functions: ["preTokenGeneration"],
    description: "A user could not sign in, because a required claim has no value.",
  },
  SignUpLookUpsFailed: {
    functions: ["preSignup"],
    description: "Pre-sign-up could not check a sign-up. Users were let in unchecked, or refused.",
  },
  // The page answers with status 500, which Lambda does not count as an error.
  PagesNotMade: {
    functions: ["pages"],
    description: "A page that an email links to failed to render. The user saw an error.",
  },
  TriggersFailed: {
    functions: triggerFunctions,
    description: "A trigger, or a part of it, failed or timed out. The trigger's log says where.",
  },
} as const satisfies Record<string, Alarm>;

export type ReportAlarm = keyof typeof reportAlarms;

/** Every warning and error that a function logs, with its alarm or the reason why it has none. */
export const reports = {
  "activity not counted": { heardBy: "the alarms CountActivityLate and ActivityFailures" },
  "address not changed": { heardBy: "no alarm: the next token changes it" },
  "address refused mail before": { heardBy: "the alarms BounceRate and ComplaintRate" },
  "address refuses mail": { heardBy: "the alarms BounceRate and ComplaintRate" },
  "captcha not verified": { alarm: "SignUpLookUpsFailed" },
  "captcha refused by its provider": { alarm: "SignUpLookUpsFailed" },
  "claim not made": { heardBy: "the alarm RequiredClaimsMissing, if the claim is required" },
  "claims trimmed": { heardBy: "no alarm: the claims with the lowest priority were removed" },
  "Cognito refused to link": { heardBy: "no alarm: the settings decide what happens to the user" },
  "default group does not exist": { heardBy: "no alarm: the stack creates the groups, unless the pool exists" },
  "federated sign-in not looked up": { alarm: "SignUpLookUpsFailed" },
  "groups handed over": { alarm: "ProfilesHandedOver" },
  "identity linked": { heardBy: "no alarm: this is expected" },
  "invitation not read": { alarm: "SignUpLookUpsFailed" },
  "invited name not read": { heardBy: "no alarm: the email greets without a name" },
  "mail dead": { heardBy: "the alarm DeadMails" },
  "mail event ignored": { heardBy: "no alarm: this is expected for Cognito's own emails" },
  "mail event not written": { heardBy: "the alarm MailFeedbackFailures" },
  "mail lease lost": { heardBy: "no alarm: another worker has the email" },
  "mail not made": { heardBy: "the alarms OldestOwedMail and DeadMails" },
  "mail not sent": { heardBy: "the alarm OldestOwedMail" },
  "mail settled by event": { heardBy: "no alarm: this is expected" },
  "message not acceptable": { alarm: "MessagesNotAcceptable" },
  "message not rendered": { alarm: "MessagesNotAcceptable" },
  "owed mail not handled": { heardBy: "the alarms OldestOwedMail, SendMailLate and OwedMailFailures" },
  "owed mails left for the next sweep": { alarm: "MailsLeft" },
  "owed mails not found": { heardBy: "the alarm OldestOwedMail, because the metric is missing" },
  "page not made": { alarm: "PagesNotMade" },
  "profile handed over": { alarm: "ProfilesHandedOver" },
  "profile not handed over": { alarm: "ProfilesNotHandedOver" },
  // The user's token has the least privilege.
  "profile not read": { alarm: "TriggersFailed" },
  "profile not repaired": { heardBy: "the alarm ProfileFailures" },
  "request not understood": { heardBy: "the alarm ProfileFailures" },
  "required claim missing": { alarm: "RequiredClaimsMissing" },
  "sign-in handed over": { alarm: "ProfilesHandedOver" },
  "sign-in not recorded": { alarm: "TriggersFailed" },
  "sign-up not counted": { alarm: "SignUpLookUpsFailed" },
  "trigger failed": { alarm: "TriggersFailed" },
  "user to repair is gone": { heardBy: "no alarm: the user was deleted" },
} as const satisfies Record<string, { alarm: ReportAlarm } | { heardBy: string }>;

export type ReportName = keyof typeof reports;
