/** An alarm that rings if one of its reports is logged within 5 minutes. infra makes the log filters and alarms of these. */
type Alarm = {
  /** The functions whose logs are read. */
  functions: readonly string[];
  /** What has happened, and what to do; docs/observability.md says more. */
  says: string;
  /** What a report adds to the metric, as a path into the log line; left out: 1. */
  value?: string;
  /** For how many periods of 5 minutes in a row; left out: 1. */
  periods?: number;
};

const triggers = ["preSignup", "customMessage", "postConfirmation", "preTokenGeneration", "postAuthentication"];

/** By the name of their metric. */
export const reportAlarms = {
  MailsLeft: {
    functions: ["sendMail"],
    says: "More mails are owed than the sweep has sent, for a quarter of an hour.",
    value: "$.mails",
    periods: 3,
  },
  ProfilesHandedOver: {
    functions: ["postConfirmation", "preTokenGeneration", "postAuthentication"],
    says: "A trigger could not write a profile, its groups or a sign-in from a new device, and left it to ensureProfile.",
  },
  ProfilesNotHandedOver: {
    functions: ["preTokenGeneration"],
    says: "A profile could neither be written nor left to ensureProfile; the user's next token tries again.",
  },
  MessagesNotAcceptable: {
    functions: ["customMessage"],
    says: "A message could not be made, or would have been refused by Cognito, and a plainer one went out.",
  },
  RequiredClaimsMissing: {
    functions: ["preTokenGeneration"],
    says: "Somebody could not sign in, because a claim marked as required has no value.",
  },
  SignUpLookUpsFailed: {
    functions: ["preSignup"],
    says: "Pre-sign-up could not look up who may join: people were let in unchecked, or turned away.",
  },
  // The page answers 500 itself, which is no error to Lambda.
  PagesNotMade: {
    functions: ["pages"],
    says: "A page that a mail's link leads to could not be made; its reader saw an error.",
  },
  TriggersFailed: {
    functions: triggers,
    says: "A trigger, or a part of it, failed or ran out of time; the trigger's log says where.",
  },
} as const satisfies Record<string, Alarm>;

export type ReportAlarm = keyof typeof reportAlarms;

/** Every warning and error that a function logs, with what an operator hears of it: an alarm, or the reason for none. */
export const reports = {
  "activity not counted": { heardBy: "the alarms CountActivityLate and ActivityFailures" },
  "address not changed": { heardBy: "nobody: the next token changes it" },
  "address refused mail before": { heardBy: "the alarms BounceRate and ComplaintRate" },
  "address refuses mail": { heardBy: "the alarms BounceRate and ComplaintRate" },
  "captcha not verified": { alarm: "SignUpLookUpsFailed" },
  "captcha refused by its provider": { alarm: "SignUpLookUpsFailed" },
  "claim not made": { heardBy: "the alarm RequiredClaimsMissing, if the claim is required" },
  "claims trimmed": { heardBy: "nobody: the least important ones went" },
  "Cognito refused to link": { heardBy: "nobody: the settings say what becomes of the user" },
  "default group does not exist": { heardBy: "nobody: the stack creates the groups, unless the pool exists" },
  "federated sign-in not looked up": { alarm: "SignUpLookUpsFailed" },
  "groups handed over": { alarm: "ProfilesHandedOver" },
  "identity linked": { heardBy: "nobody: it is as it should be" },
  "invitation not read": { alarm: "SignUpLookUpsFailed" },
  "invited name not read": { heardBy: "nobody: the mail greets without a name" },
  "mail dead": { heardBy: "the alarm DeadMails" },
  "mail event ignored": { heardBy: "nobody: Cognito's own mails are among them" },
  "mail event not written": { heardBy: "the alarm MailFeedbackFailures" },
  "mail lease lost": { heardBy: "nobody: another worker has it" },
  "mail not made": { heardBy: "the alarms OldestOwedMail and DeadMails" },
  "mail not sent": { heardBy: "the alarm OldestOwedMail" },
  "mail settled by event": { heardBy: "nobody: it is as it should be" },
  "message not acceptable": { alarm: "MessagesNotAcceptable" },
  "message not rendered": { alarm: "MessagesNotAcceptable" },
  "owed mail not handled": { heardBy: "the alarms OldestOwedMail, SendMailLate and OwedMailFailures" },
  "owed mails left for the next sweep": { alarm: "MailsLeft" },
  "owed mails not found": { heardBy: "the alarm OldestOwedMail, by its silence" },
  "page not made": { alarm: "PagesNotMade" },
  "profile handed over": { alarm: "ProfilesHandedOver" },
  "profile not handed over": { alarm: "ProfilesNotHandedOver" },
  // Their token has the least privilege.
  "profile not read": { alarm: "TriggersFailed" },
  "profile not repaired": { heardBy: "the alarm ProfileFailures" },
  "request not understood": { heardBy: "the alarm ProfileFailures" },
  "required claim missing": { alarm: "RequiredClaimsMissing" },
  "sign-in handed over": { alarm: "ProfilesHandedOver" },
  "sign-in not recorded": { alarm: "TriggersFailed" },
  "sign-up not counted": { alarm: "SignUpLookUpsFailed" },
  "trigger failed": { alarm: "TriggersFailed" },
  "user to repair is gone": { heardBy: "nobody: the user was deleted" },
} as const satisfies Record<string, { alarm: ReportAlarm } | { heardBy: string }>;

export type ReportName = keyof typeof reports;
