import type { Rules } from "../finding.ts";
import { clientsOf, poolsOf, resourceOf } from "../relations.ts";
import { at, type Named, resourcesOf, type Template, texts } from "../template.ts";

const needsSms = (template: Template, { properties }: Named): string | undefined => {
  const mfa = texts(template, properties["MfaConfiguration"]).some((one) => one !== "OFF");
  const kinds = texts(template, properties["EnabledMfas"]);
  if (mfa && (kinds.length === 0 || kinds.includes("SMS_MFA"))) return "MFA by SMS is on";
  if (texts(template, properties["AutoVerifiedAttributes"]).includes("phone_number"))
    return "phone numbers are verified by SMS";
  const first = texts(template, at(properties, "Policies", "SignInPolicy", "AllowedFirstAuthFactors"));
  return first.includes("SMS_OTP") ? "people may sign in by SMS" : undefined;
};

/** What a pool's factors and flows need besides. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html */
export const poolPlanRules = {
  "pool-sms": ({ template }) =>
    poolsOf(template).flatMap((pool) => {
      const reason = pool.properties["SmsConfiguration"] === undefined ? needsSms(template, pool) : undefined;
      return reason
        ? [
            {
              resource: pool.id,
              wrong: `${reason}, but Cognito has no role to send SMS with.`,
              fix: "set SmsConfiguration with SnsCallerArn and ExternalId, or take another factor.",
            },
          ]
        : [];
    }),

  "pool-tier": ({ template }) =>
    poolsOf(template).flatMap((pool) => {
      const tier = texts(template, pool.properties["UserPoolTier"])[0] ?? "ESSENTIALS";
      const security = texts(template, at(pool.properties, "UserPoolAddOns", "AdvancedSecurityMode"));
      const choice = clientsOf(template).some(
        ({ properties }) =>
          resourceOf(template, properties["UserPoolId"])?.id === pool.id &&
          texts(template, properties["ExplicitAuthFlows"]).includes("ALLOW_USER_AUTH"),
      );
      const hasRiskConfiguration = resourcesOf(template, "AWS::Cognito::UserPoolRiskConfigurationAttachment").some(
        ({ properties }) => resourceOf(template, properties["UserPoolId"])?.id === pool.id,
      );
      return [
        ...(tier !== "PLUS" && security.some((mode) => mode !== "OFF")
          ? [
              {
                wrong: "threat protection needs the PLUS feature plan.",
                fix: "set UserPoolTier to PLUS, or AdvancedSecurityMode to OFF.",
              },
            ]
          : []),
        ...(tier !== "PLUS" && hasRiskConfiguration
          ? [
              {
                wrong: "its AWS::Cognito::UserPoolRiskConfigurationAttachment needs the PLUS feature plan.",
                fix: "set UserPoolTier to PLUS, or remove it.",
              },
            ]
          : []),
        ...(tier === "LITE" && choice
          ? [
              {
                wrong: "the flow ALLOW_USER_AUTH of its clients needs more than the LITE feature plan.",
                fix: "set UserPoolTier to ESSENTIALS.",
              },
            ]
          : []),
      ].map((problem) => ({ resource: pool.id, ...problem }));
    }),
} satisfies Rules;
