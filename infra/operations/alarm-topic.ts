import { createHash } from "node:crypto";
import { arnOf, type Resource, refTo, substitute } from "../template.ts";

const cloudWatch = { Service: "cloudwatch.amazonaws.com" };

/**
 * CloudWatch cannot publish to a topic that is encrypted with SNS's own key, so the topic has its own key.
 * https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
 */
const key: Resource = {
  Type: "AWS::KMS::Key",
  Properties: {
    Description: substitute("Alarms of ${AWS::StackName}"),
    EnableKeyRotation: true,
    KeyPolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Account",
          Effect: "Allow",
          Principal: { AWS: substitute("arn:${AWS::Partition}:iam::${AWS::AccountId}:root") },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "Alarms",
          Effect: "Allow",
          Principal: cloudWatch,
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Resource: "*",
        },
      ],
    },
  },
};

/** https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit */
const policy: Resource = {
  Type: "AWS::SNS::TopicPolicy",
  Properties: {
    Topics: [refTo("AlarmTopic")],
    PolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Alarms",
          Effect: "Allow",
          Principal: cloudWatch,
          Action: "sns:Publish",
          Resource: refTo("AlarmTopic"),
          Condition: { StringEquals: { "aws:SourceAccount": refTo("AWS::AccountId") } },
        },
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: refTo("AlarmTopic"),
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    },
  },
};

const buildSubscription = (address: string): Resource => ({
  Type: "AWS::SNS::Subscription",
  Properties: { TopicArn: refTo("AlarmTopic"), Protocol: "email", Endpoint: address },
});

/** Named by address, not by position: otherwise, removing an address would unsubscribe the ones after it. */
const subscriptionNameOf = (address: string): string =>
  `AlarmsTo${createHash("sha256").update(address).digest("hex").slice(0, 12)}`;

/** SNS sends each address a mail first, whose link confirms the subscription. */
export const buildAlarmTopic = (stack: string, addresses: readonly string[]): Record<string, Resource> => ({
  AlarmKey: key,
  AlarmTopic: {
    Type: "AWS::SNS::Topic",
    Properties: { TopicName: `${stack}-alarms`, KmsMasterKeyId: arnOf("AlarmKey") },
  },
  AlarmTopicPolicy: policy,
  ...Object.fromEntries(addresses.map((address) => [subscriptionNameOf(address), buildSubscription(address)])),
});
