import { describe, expect, it } from "@jest/globals";
import { renderMessages } from "../../../infra/pool/messages.ts";
import { sendsSms, sms } from "../../../infra/pool/sms.ts";
import { threatProtection } from "../../../infra/pool/threat-protection.ts";
import { userPool } from "../../../infra/pool/user-pool.ts";
import { checkMail, checkSms, limits } from "../../../src/rules/mail/message-contract.ts";
import type { Suite } from "../../../src/settings/suite.ts";
import { languages } from "../../../src/templates/languages.ts";
import { stageWith } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const poolOf = (changes: object = {}, stage = "prod", suite: Suite = suiteWith()) =>
  userPool(stageWith({ userPool: changes }, stage), suite).Resources["CognitoUserPoolUsers"];
const propertiesOf = (changes: object = {}, stage = "prod", suite: Suite = suiteWith()) =>
  poolOf(changes, stage, suite)?.Properties ?? {};

const existing = { existing: "eu-west-1_A", appClientIds: ["a"] };

describe("the pool", () => {
  it.each<[string, object, object]>([
    ["has the plan that managed login needs", {}, { UserPoolTier: "ESSENTIALS" }],
    ["can have the Plus plan", { tier: "PLUS" }, { UserPoolTier: "PLUS" }],
    [
      "has threat protection",
      { tier: "PLUS", threatProtection: "AUDIT" },
      { UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" } },
    ],
    ["signs in users by email", {}, { UsernameAttributes: ["email"], AutoVerifiedAttributes: ["email"] }],
    [
      "signs in users by email or phone number",
      { signInWith: ["email", "phone_number"] },
      { UsernameAttributes: ["email", "phone_number"], AutoVerifiedAttributes: ["email", "phone_number"] },
    ],
    [
      "signs in users by phone number only",
      { signInWith: ["phone_number"], recovery: ["phone_number"] },
      { UsernameAttributes: ["phone_number"], AutoVerifiedAttributes: ["phone_number"] },
    ],
    [
      "verifies email addresses if they recover a password",
      { signInWith: ["phone_number"], recovery: ["phone_number", "email"] },
      { UsernameAttributes: ["phone_number"], AutoVerifiedAttributes: ["email", "phone_number"] },
    ],
    [
      "signs in users by user name and aliases",
      { signInWith: ["username", "email", "preferred_username"] },
      { AliasAttributes: ["email", "preferred_username"], AutoVerifiedAttributes: ["email"] },
    ],
    ["ignores case", {}, { UsernameConfiguration: { CaseSensitive: false } }],
    ["can be case-sensitive", { caseSensitive: true }, { UsernameConfiguration: { CaseSensitive: true } }],
    [
      "keeps an address until the new one is verified",
      {},
      { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } },
    ],
    ["lets users sign up", {}, { AdminCreateUserConfig: expect.objectContaining({ AllowAdminCreateUserOnly: false }) }],
    [
      "lets only administrators create users",
      { selfSignUp: false },
      { AdminCreateUserConfig: expect.objectContaining({ AllowAdminCreateUserOnly: true }) },
    ],
    [
      "recovers by email",
      {},
      { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] } },
    ],
    [
      "recovers by phone, then email",
      { recovery: ["phone_number", "email"] },
      {
        AccountRecoverySetting: {
          RecoveryMechanisms: [
            { Name: "verified_phone_number", Priority: 1 },
            { Name: "verified_email", Priority: 2 },
          ],
        },
      },
    ],
    [
      "leaves recovery to administrators",
      { recovery: ["admin_only"] },
      { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] } },
    ],
    [
      "remembers devices if users agree",
      {},
      { DeviceConfiguration: { DeviceOnlyRememberedOnUserPrompt: true, ChallengeRequiredOnNewDevice: false } },
    ],
    [
      "remembers all devices, which then skip the second factor",
      { devices: "always", deviceSkipsMfa: true },
      { DeviceConfiguration: { DeviceOnlyRememberedOnUserPrompt: false, ChallengeRequiredOnNewDevice: true } },
    ],
    ["offers an authenticator app", {}, { MfaConfiguration: "OPTIONAL", EnabledMfas: ["SOFTWARE_TOKEN_MFA"] }],
    ["has no second factor", { mfa: { mode: "OFF" } }, { MfaConfiguration: "OFF" }],
    [
      "requires a second factor",
      { mfa: { mode: "ON", factors: ["SOFTWARE_TOKEN_MFA", "SMS_MFA"] } },
      { MfaConfiguration: "ON", EnabledMfas: ["SOFTWARE_TOKEN_MFA", "SMS_MFA"] },
    ],
    [
      "allows first factors other than a password",
      { firstFactors: ["PASSWORD", "WEB_AUTHN"], passkeys: { relyingPartyId: "example.com" } },
      { WebAuthnRelyingPartyID: "example.com", WebAuthnUserVerification: "preferred" },
    ],
    [
      "accepts a passkey as both factors",
      {
        firstFactors: ["PASSWORD", "WEB_AUTHN"],
        passkeys: { factor: "MULTI_FACTOR_WITH_USER_VERIFICATION", userVerification: "required" },
      },
      {
        WebAuthnUserVerification: "required",
        WebAuthnFactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION",
      },
    ],
    [
      "has tags",
      { tags: { team: "growth" } },
      { UserPoolTags: { service: "cognito-trigger-suite", stage: "prod", team: "growth" } },
    ],
    [
      "requires attributes, and defines custom ones",
      {
        requiredAttributes: ["email", "updated_at"],
        customAttributes: { age: { type: "Number", minimum: 18 }, note: {} },
      },
      {
        Schema: [
          { Name: "email", AttributeDataType: "String", Required: true, Mutable: true },
          { Name: "updated_at", AttributeDataType: "Number", Required: true, Mutable: true },
          { Name: "age", AttributeDataType: "Number", Mutable: true, NumberAttributeConstraints: { MinValue: "18" } },
          { Name: "note", AttributeDataType: "String", Mutable: true },
        ],
      },
    ],
  ])("%s", (_, settings, properties) => {
    expect(propertiesOf(settings)).toMatchObject(properties);
  });

  it.each<[string, object, string[]]>([
    ["threat protection", {}, ["UserPoolAddOns"]],
    ["aliases", {}, ["AliasAttributes"]],
    ["sign-in attributes", { signInWith: ["username"] }, ["UsernameAttributes", "AliasAttributes"]],
    ["address verification", { keepOriginalAttributes: false }, ["UserAttributeUpdateSettings"]],
    ["devices", { devices: "off" }, ["DeviceConfiguration"]],
    ["second factors", { mfa: { mode: "OFF" } }, ["EnabledMfas"]],
    // Cognito refuses it: "can't turn off MFA and configure an MFA together".
    [
      "email codes",
      { mfa: { mode: "OFF", factors: ["EMAIL_OTP"] } },
      ["EmailAuthenticationMessage", "EmailAuthenticationSubject"],
    ],
    ["passkeys", {}, ["WebAuthnRelyingPartyID", "WebAuthnUserVerification", "WebAuthnFactorConfiguration"]],
    ["text messages", {}, ["SmsConfiguration"]],
  ])("has no properties for unused %s", (_, settings, absent) => {
    for (const name of absent) expect(propertiesOf(settings)).not.toHaveProperty(name);
  });

  it("has the password policy of the stage, and the temporary password days of the suite", () => {
    const suite = suiteWith({ temporaryPasswordDays: 3 });
    expect(
      propertiesOf({ passwordPolicy: { minimumLength: 14, requireSymbols: true, historySize: 5 } }, "prod", suite),
    ).toMatchObject({
      Policies: {
        PasswordPolicy: {
          MinimumLength: 14,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          PasswordHistorySize: 5,
          TemporaryPasswordValidityDays: 3,
        },
        SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
      },
    });
  });

  it.each([
    ["local", "INACTIVE", "Delete", "Delete"],
    ["dev", "INACTIVE", "Delete", "Delete"],
    ["staging", "INACTIVE", "RetainExceptOnCreate", "Retain"],
    ["prod", "ACTIVE", "RetainExceptOnCreate", "Retain"],
  ])("on %s has deletion protection %s and deletion policy %s", (stage, protection, deletion, replacement) => {
    expect(poolOf({}, stage)).toMatchObject({
      DeletionPolicy: deletion,
      UpdateReplacePolicy: replacement,
      Properties: { DeletionProtection: protection },
    });
  });

  it("sends mail through SES, with the stage's sender and configuration set", () => {
    const settings = stageWith({
      mail: { from: "A <a@example.com>", identity: "example.com", replyTo: "b@example.com" },
    });
    expect(userPool(settings, suiteWith()).Resources["CognitoUserPoolUsers"]?.Properties["EmailConfiguration"]).toEqual(
      {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: { "Fn::Sub": "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/example.com" },
        From: "A <a@example.com>",
        ReplyToEmailAddress: "b@example.com",
        ConfigurationSet: { Ref: "MailConfigurationSet" },
      },
    );
  });

  it("is not created for an existing pool", () => {
    expect(poolOf(existing)).toBeUndefined();
  });
});

describe("the pool's own messages", () => {
  const languageNames = Object.keys(languages) as Array<keyof typeof languages>;

  it.each(languageNames)("are valid for Cognito in %s", (language) => {
    const { verification, invitation, signIn } = renderMessages(suiteWith({ language }));
    const code = "{####}";
    for (const [texts, expected] of [
      [verification, { code }],
      [signIn, { code }],
      [invitation, { code, userName: "{username}" }],
    ] as const) {
      expect(checkMail({ emailSubject: texts.subject, emailMessage: texts.html }, expected)).toEqual([]);
      expect(checkSms(texts.sms ?? "", expected)).toEqual([]);
      expect(texts.html.length).toBeLessThanOrEqual(limits.email);
    }
  });

  it("are in the template, in the language and brand of the suite", () => {
    const suite = suiteWith({ language: "de" });
    const { verification, invitation, signIn } = renderMessages(suite);
    expect(invitation.html).toContain(suite.brands.default.name);
    expect(propertiesOf({ mfa: { factors: ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] } }, "prod", suite)).toMatchObject({
      VerificationMessageTemplate: {
        DefaultEmailOption: "CONFIRM_WITH_CODE",
        EmailSubject: verification.subject,
        EmailMessage: verification.html,
        SmsMessage: verification.sms,
      },
      SmsAuthenticationMessage: signIn.sms,
      EmailAuthenticationMessage: signIn.html,
      EmailAuthenticationSubject: signIn.subject,
      AdminCreateUserConfig: {
        InviteMessageTemplate: {
          EmailSubject: invitation.subject,
          EmailMessage: invitation.html,
          SMSMessage: invitation.sms,
        },
      },
    });
  });

  it("name no occasion, because one text serves all verifications", () => {
    const { verification } = renderMessages(suiteWith());
    expect(verification.html).not.toMatch(/sign(?:ed|ing)? up|password/i);
  });
});

describe("text messages", () => {
  it.each<[boolean, object]>([
    [false, {}],
    [false, { mfa: { mode: "OFF", factors: ["SMS_MFA"] } }],
    [true, { mfa: { factors: ["SMS_MFA"] } }],
    [true, { signInWith: ["phone_number"] }],
    [true, { firstFactors: ["PASSWORD", "SMS_OTP"] }],
    [true, { recovery: ["email", "phone_number"] }],
  ])("are sent: %s, with %j", (sends, settings) => {
    const stage = stageWith({ userPool: settings });
    expect(sendsSms(stage.userPool)).toBe(sends);
    expect(Object.keys(sms(stage, suiteWith()).Resources)).toEqual(sends ? ["SmsRole"] : []);
  });

  it("use a role that only pools of this account may assume, by its external ID", () => {
    const stage = stageWith({ userPool: { signInWith: ["phone_number"], smsRegion: "eu-west-2" } });
    expect(userPool(stage, suiteWith()).Resources["CognitoUserPoolUsers"]?.Properties["SmsConfiguration"]).toEqual({
      ExternalId: "cognito-trigger-suite-prod-sms",
      SnsCallerArn: { "Fn::GetAtt": ["SmsRole", "Arn"] },
      SnsRegion: "eu-west-2",
    });
    expect(sms(stage, suiteWith()).Resources["SmsRole"]?.Properties["AssumeRolePolicyDocument"]).toMatchObject({
      Statement: [
        {
          Principal: { Service: "cognito-idp.amazonaws.com" },
          Condition: {
            StringEquals: {
              "sts:ExternalId": "cognito-trigger-suite-prod-sms",
              "aws:SourceAccount": { Ref: "AWS::AccountId" },
            },
          },
        },
      ],
    });
  });
});

it.each([
  ["OFF", []],
  ["AUDIT", []],
  ["ENFORCED", ["ThreatProtection"]],
])("threat protection %s creates %j", (mode, names) => {
  const settings = stageWith({ userPool: { tier: "PLUS", threatProtection: mode } });
  expect(Object.keys(threatProtection(settings, suiteWith()).Resources)).toEqual(names);
});
