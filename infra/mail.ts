import { type Resource, ref, sub, type TemplatePart } from "./template.ts";

const twoWeeks = 1_209_600;

const failures = (): Resource => ({
  Type: "AWS::SQS::Queue",
  Properties: { MessageRetentionPeriod: twoWeeks, SqsManagedSseEnabled: true },
});

/** The configuration set of this stage's mails, and what could not be done about them. */
export const mail: TemplatePart = ({ name }) => ({
  Resources: {
    MailConfigurationSet: {
      Type: "AWS::SES::ConfigurationSet",
      Properties: {
        Name: name,
        SendingOptions: { SendingEnabled: true },
        ReputationOptions: { ReputationMetricsEnabled: true },
        SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
      },
    },
    // What became of each mail, for mailFeedback. SES writes to the account's default bus only.
    MailEvents: {
      Type: "AWS::SES::ConfigurationSetEventDestination",
      Properties: {
        ConfigurationSetName: ref("MailConfigurationSet"),
        EventDestination: {
          Name: "mail-feedback",
          Enabled: true,
          MatchingEventTypes: ["send", "delivery", "bounce", "complaint"],
          EventBridgeDestination: {
            EventBusArn: sub("arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"),
          },
        },
      },
    },
    // What Lambda could not hand to sendMail. The row in the table is still owed, and the sweep still finds it.
    OwedMailFailures: failures(),
    // Profiles that could not be written after all tries: pool, user name and reason.
    ProfileFailures: failures(),
    // SES's events that could not be written after all tries, with the address they are about.
    MailFeedbackFailures: failures(),
  },
});
