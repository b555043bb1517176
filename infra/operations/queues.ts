import type { Resource, TemplatePart } from "../template.ts";

const twoWeeks = 1_209_600;

const queue: Resource = {
  Type: "AWS::SQS::Queue",
  Properties: { MessageRetentionPeriod: twoWeeks, SqsManagedSseEnabled: true },
};

/** What functions could not do after all retries, for an operator. */
export const queues: TemplatePart = () => ({
  Resources: {
    // What Lambda could not pass to sendMail. The row is still owed, so the sweep finds it.
    OwedMailFailures: queue,
    // Profiles that could not be written: pool, user name and reason.
    ProfileFailures: queue,
    // SES events that could not be written, with the address.
    MailFeedbackFailures: queue,
    // The positions, not the contents, of stream records that could not be counted.
    ActivityFailures: queue,
  },
});
