import { emptyTemplate, refTo, type TemplatePart } from "../template.ts";

/**
 * What the Plus plan does about a sign-in that looks wrong: a password that is known elsewhere is refused, an unusual
 * sign-in has to show its second factor where it has one, and a very unusual one is refused.
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
