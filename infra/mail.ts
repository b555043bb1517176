import { addressOf } from "../schema/forms.ts";
import type { StageSettings } from "../schema/read.ts";
import type { Suite } from "../src/settings/suite.ts";
import { refTo, substitute, type TemplatePart } from "./template.ts";

/** As written, then with the domain and with all in lower case: AWS does not say which of them SES compares. */
const casingsOf = (address: string): string[] => [
  address,
  address.replace(/@.*$/, (domain) => domain.toLowerCase()),
  address.toLowerCase(),
];

/**
 * What `ses:FromAddress` may be for whoever sends the suite's own mails: the addresses of the stage's sender and of the
 * brands that have one of their own. SES compares the bare address; the name before it is another key, which stays open,
 * for AWS does not say how it reads an encoded one.
 * https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html has the key, for SendEmail, with StringEquals; that
 * StringEquals and StringLike are what SES's keys are compared with, and that case counts, is in
 * https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policy-examples.html
 */
export const listFromAddresses = ({ mail }: StageSettings, { brands }: Suite): string[] => {
  const senders = [mail.from, ...Object.values(brands).flatMap(({ sender }) => sender ?? [])];
  return [...new Set(senders.flatMap((sender) => addressOf(sender) ?? []).flatMap(casingsOf))];
};

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
