import { add, both, edit, editResource, type Fault, fault, pool, recovers, schema } from "../changes.ts";

export const poolFaults: readonly Fault[] = [
  fault(
    "pool-sender",
    "Cognito's own account sends",
    edit(pool, "EmailConfiguration.EmailSendingAccount", "COGNITO_DEFAULT"),
  ),
  fault("pool-sender", "no identity is named", edit(pool, "EmailConfiguration.SourceArn", undefined)),
  fault(
    "pool-sender-region",
    "the identity is in a region that Cognito cannot use",
    edit(pool, "EmailConfiguration.SourceArn", "arn:aws:ses:eu-north-1:123456789012:identity/mail.good.internal"),
  ),
  fault(
    "pool-sender-region",
    "the identity is only a domain",
    edit(pool, "EmailConfiguration.SourceArn", "mail.good.internal"),
  ),
  fault(
    "pool-code-mode",
    "links instead of codes",
    edit(pool, "VerificationMessageTemplate.DefaultEmailOption", "CONFIRM_WITH_LINK"),
  ),
  fault("pool-case", "names are case-sensitive", edit(pool, "UsernameConfiguration.CaseSensitive", true)),
  fault("pool-case", "names are case-sensitive by default", edit(pool, "UsernameConfiguration", undefined)),
  fault("pool-attribute-update", "a new address counts at once", edit(pool, "UserAttributeUpdateSettings", undefined)),
  fault("pool-kept", "the pool can be deleted", edit(pool, "DeletionProtection", "INACTIVE")),
  fault("pool-kept", "the pool goes with the stack", editResource(pool, { DeletionPolicy: "Delete" })),
  fault("pool-kept", "the pool goes with its replacement", editResource(pool, { UpdateReplacePolicy: undefined })),
  fault(
    "pool-sms",
    "MFA by SMS without a role",
    both(
      edit(pool, "MfaConfiguration", "ON"),
      edit(pool, "EnabledMfas", ["SMS_MFA"]),
      edit(pool, "SmsConfiguration", undefined),
    ),
  ),
  fault(
    "pool-sms",
    "numbers verified without a role",
    both(
      edit(pool, "AutoVerifiedAttributes", ["phone_number"]),
      edit(pool, "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate", ["phone_number"]),
    ),
  ),
  fault("pool-tier", "threat protection on ESSENTIALS", edit(pool, "UserPoolAddOns.AdvancedSecurityMode", "ENFORCED")),
  fault("pool-names", "second names beside first names", edit(pool, "AliasAttributes", ["email"])),
  fault(
    "pool-factors",
    "a mailed code before a second factor",
    both(
      edit(pool, "MfaConfiguration", "ON"),
      edit(pool, "Policies.SignInPolicy.AllowedFirstAuthFactors", ["PASSWORD", "EMAIL_OTP"]),
    ),
  ),
  fault(
    "pool-factors",
    "mail as second factor and only way back",
    both(edit(pool, "EnabledMfas", ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]), recovers("verified_email")),
  ),
  fault(
    "pool-factors",
    "a phone as second factor and only way back",
    both(edit(pool, "EnabledMfas", ["SMS_MFA"]), recovers("verified_phone_number")),
  ),
  fault("pool-factors", "administrators beside a way back", recovers("admin_only", "verified_email")),
  fault(
    "pool-factors",
    "two ways back of one rank",
    edit(pool, "AccountRecoverySetting.RecoveryMechanisms", [
      { Name: "verified_email", Priority: 1 },
      { Name: "verified_phone_number", Priority: 1 },
    ]),
  ),
  fault(
    "pool-from",
    "a sender of another domain",
    edit(pool, "EmailConfiguration.From", "Example <no-reply@mail.example.org>"),
  ),
  fault(
    "pool-tier",
    "what is done about risks on ESSENTIALS",
    add("Risks", "AWS::Cognito::UserPoolRiskConfigurationAttachment", { UserPoolId: "", ClientId: "ALL" }),
  ),
  fault("pool-factors", "second factors that are off", edit(pool, "MfaConfiguration", "OFF")),
  fault(
    "pool-schema",
    "a required custom attribute",
    schema({ Name: "tenure", AttributeDataType: "String", Required: true }),
  ),
  fault("pool-schema", "a truth that is a text", schema({ Name: "email_verified", AttributeDataType: "String" })),
  fault(
    "pool-configuration-set",
    "nobody hears of bounced codes",
    edit(pool, "EmailConfiguration.ConfigurationSet", undefined),
  ),
];
