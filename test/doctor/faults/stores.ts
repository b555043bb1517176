import { add, destination, edit, editResource, type Fault, fault, first, lambda, put, set, table } from "../changes.ts";

export const storeFaults: readonly Fault[] = [
  fault("table-kept", "the table can be deleted", edit(table, "DeletionProtectionEnabled", false)),
  fault("table-kept", "the table goes with the stack", editResource(table, { DeletionPolicy: undefined })),
  fault("table-recovery", "no recovery", edit(table, "PointInTimeRecoverySpecification", undefined)),
  fault("table-encryption", "no key of one's own", edit(table, "SSESpecification.SSEEnabled", false)),
  fault("queue-encryption", "a queue that is not encrypted", edit("AWS::SQS::Queue", "SqsManagedSseEnabled", false)),
  fault("bucket-open", "a public bucket", add("Open", "AWS::S3::Bucket", { AccessControl: "PublicRead" })),
  fault(
    "mail-events",
    "nobody hears of bounces",
    edit(destination, "EventDestination.MatchingEventTypes", ["send", "delivery"]),
  ),
  fault("mail-events", "events are switched off", edit(destination, "EventDestination.Enabled", false)),
  fault(
    "mail-event-bus",
    "events go to another bus",
    edit(
      destination,
      "EventDestination.EventBridgeDestination.EventBusArn",
      "arn:aws:events:eu-west-1:123456789012:event-bus/mine",
    ),
  ),
  fault(
    "mail-sending-off",
    "a configuration set that sends nothing",
    edit(set, "SendingOptions.SendingEnabled", false),
  ),
  fault("configuration-set-name", "a configuration set of another name", edit(set, "Name", "mails-2")),
  fault("configuration-set-name", "mails that name another configuration set", (template) =>
    put(
      first(template, lambda, ({ properties }) => JSON.stringify(properties).includes("MAIL_CONFIGURATION_SET"))
        .properties,
      "Environment.Variables.MAIL_CONFIGURATION_SET",
      "mine",
    ),
  ),
  fault("configuration-set-name", "a rule that waits for another configuration set", (template) =>
    put(
      first(template, "AWS::Events::Rule", ({ properties }) => properties["EventPattern"] !== undefined).properties,
      "EventPattern.detail.mail.tags",
      { "ses:configuration-set": ["mine"] },
    ),
  ),
];
