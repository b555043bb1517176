import type { Resource, TemplatePart } from "../template.ts";

const twoWeeks = 1_209_600;

const queue: Resource = {
  Type: "AWS::SQS::Queue",
  Properties: { MessageRetentionPeriod: twoWeeks, SqsManagedSseEnabled: true },
};

/** Queues of events that a function could not process after all retries, by logical id, with the alarms' texts. */
export const failureQueues = {
  OwedMailFailures: "Lambda could not pass new emails to sendMail. The sweep sends them anyway.",
  // Pool, user name and reason.
  ProfileFailures: "Profiles could not be written after all retries.",
  // With the address.
  MailFeedbackFailures: "SES events could not be written after all retries.",
  // The positions, not the contents, of stream records.
  ActivityFailures: "Sign-ups and sign-ins could not be counted after all retries.",
} as const;

export const queues: TemplatePart = () => ({
  Resources: Object.fromEntries(Object.keys(failureQueues).map((id) => [id, queue])),
});
