import type { Resource, TemplatePart } from "../template.ts";

const twoWeeks = 1_209_600;

const queue: Resource = {
  Type: "AWS::SQS::Queue",
  Properties: { MessageRetentionPeriod: twoWeeks, SqsManagedSseEnabled: true },
};

/** What functions could not do after all tries, for a person to look at. */
export const queues: TemplatePart = () => ({
  Resources: {
    // What Lambda could not hand to sendMail. The row in the table is still owed, and the sweep still finds it.
    OwedMailFailures: queue,
    // Profiles that could not be written: pool, user name and reason.
    ProfileFailures: queue,
    // SES's events that could not be written, with the address they are about.
    MailFeedbackFailures: queue,
    // Parts of the stream that could not be counted; where they are, not what is in them.
    ActivityFailures: queue,
  },
});
