import type { StageSettings } from "../../schema/read.ts";
import { arnOf, emptyTemplate, substitute, type TemplatePart } from "../template.ts";

type Pool = StageSettings["userPool"];

/** Whether the pool can send text messages, which needs a role and costs money. */
export const sendsSms = ({ signInWith, firstFactors, mfa, recovery }: Pool): boolean =>
  signInWith.includes("phone_number") ||
  firstFactors.includes("SMS_OTP") ||
  recovery.includes("phone_number") ||
  (mfa.mode !== "OFF" && mfa.factors.includes("SMS_MFA"));

/** Identifies the pool to its role. Cognito requires a constant. */
const externalIdOf = (name: string): string => `${name}-sms`;

export const buildSmsConfiguration = ({ name, userPool }: StageSettings): Record<string, unknown> =>
  sendsSms(userPool)
    ? {
        SmsConfiguration: {
          ExternalId: externalIdOf(name),
          SnsCallerArn: arnOf("SmsRole"),
          ...(userPool.smsRegion && { SnsRegion: userPool.smsRegion }),
        },
      }
    : {};

/**
 * The role that Cognito sends text messages with.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms-settings.html
 */
export const sms: TemplatePart = ({ name, userPool }) =>
  userPool.existing || !sendsSms(userPool)
    ? emptyTemplate
    : {
        Resources: {
          SmsRole: {
            Type: "AWS::IAM::Role",
            Properties: {
              AssumeRolePolicyDocument: {
                Version: "2012-10-17",
                Statement: [
                  {
                    Effect: "Allow",
                    Principal: { Service: "cognito-idp.amazonaws.com" },
                    Action: "sts:AssumeRole",
                    Condition: {
                      StringEquals: {
                        "sts:ExternalId": externalIdOf(name),
                        "aws:SourceAccount": { Ref: "AWS::AccountId" },
                      },
                      // Any pool of this account, because the role exists before its pool.
                      ArnLike: {
                        "aws:SourceArn": substitute(
                          "arn:${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/*",
                        ),
                      },
                    },
                  },
                ],
              },
              Policies: [
                {
                  PolicyName: "send-text-messages",
                  PolicyDocument: {
                    Version: "2012-10-17",
                    // IAM has no resource for a phone number.
                    Statement: [{ Effect: "Allow", Action: ["sns:Publish"], Resource: "*" }],
                  },
                },
              ],
            },
          },
        },
      };
