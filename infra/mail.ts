import { ref, sub, type TemplatePart } from "./template.ts";

/** The configuration set of this stage's mails, and where SES tells what became of each. */
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
  },
});
