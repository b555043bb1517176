import { emptyTemplate, refTo, type TemplatePart } from "../template.ts";

/**
 * The Plus plan's response to suspicious sign-ins: it blocks leaked passwords, asks for a second factor at medium risk
 * if the user has one, and blocks at high risk.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html
 */
export const threatProtection: TemplatePart = ({ userPool }) =>
  userPool.existing || userPool.threatProtection !== "ENFORCED"
    ? emptyTemplate
    : {
        Resources: {
          ThreatProtection: {
            Type: "AWS::Cognito::UserPoolRiskConfigurationAttachment",
            Properties: {
              UserPoolId: refTo("CognitoUserPoolUsers"),
              ClientId: "ALL",
              CompromisedCredentialsRiskConfiguration: {
                EventFilter: ["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"],
                Actions: { EventAction: "BLOCK" },
              },
              AccountTakeoverRiskConfiguration: {
                Actions: {
                  MediumAction: { EventAction: "MFA_IF_CONFIGURED", Notify: false },
                  HighAction: { EventAction: "BLOCK", Notify: false },
                },
              },
            },
          },
        },
      };
