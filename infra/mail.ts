import { addressOf } from "../schema/forms.ts";
import type { StageSettings } from "../schema/read.ts";
import type { Suite } from "../src/settings/suite.ts";
import { refTo, substitute, type TemplatePart } from "./template.ts";

/** As written, with the domain in lower case, and all in lower case: AWS does not document which SES compares. */
const casingsOf = (address: string): string[] => [
  address,
  address.replace(/@.*$/, (domain) => domain.toLowerCase()),
  address.toLowerCase(),
];

/**
 * The values of `ses:FromAddress` that may send the suite's own mails: the stage's sender and the brands' senders. SES
 * compares the bare address. The display name is another key, which stays open, because AWS does not document how it
 * reads an encoded one.
 * https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html has the key, for SendEmail, with StringEquals.
 * https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policy-examples.html says that case counts.
 */
export const listFromAddresses = ({ mail }: StageSettings, { brands }: Suite): string[] => {
  const senders = [mail.from, ...Object.values(brands).flatMap(({ sender }) => sender ?? [])];
  return [...new Set(senders.flatMap((sender) => addressOf(sender) ?? []).flatMap(casingsOf))];
};

/** The configuration set of this stage's mails, and the destination of its events. */
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
    // For mailFeedback. SES can write only to the account's default event bus.
    MailEvents: {
      Type: "AWS::SES::ConfigurationSetEventDestination",
      Properties: {
        ConfigurationSetName: refTo("MailConfigurationSet"),
        EventDestination: {
          Name: "mail-feedback",
          Enabled: true,
          MatchingEventTypes: ["send", "delivery", "bounce", "complaint"],
          EventBridgeDestination: {
            EventBusArn: substitute("arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"),
          },
        },
      },
    },
  },
});
