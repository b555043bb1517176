import type { StageSettings } from "../../schema/read.ts";
import { service } from "../../src/runtime/service.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { emptyTemplate, newRetentionPolicies, refTo, substitute, type TemplatePart } from "../template.ts";
import { buildPoolSchema, verifiedAttributesOf } from "./attributes.ts";
import { renderMessages } from "./messages.ts";
import { buildSmsConfiguration } from "./sms.ts";

type Properties = Record<string, unknown>;
type Pool = StageSettings["userPool"];

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases */
const buildSignInNames = ({ signInWith, caseSensitive }: Pool): Properties => {
  const names = signInWith.filter((name) => name !== "username");
  const byName = signInWith.includes("username");
  return {
    ...(byName ? names.length > 0 && { AliasAttributes: names } : { UsernameAttributes: names }),
    UsernameConfiguration: { CaseSensitive: caseSensitive },
  };
};

const buildPolicies = ({ passwordPolicy, firstFactors }: Pool, suite: Suite): Properties => ({
  PasswordPolicy: {
    MinimumLength: passwordPolicy.minimumLength,
    RequireLowercase: passwordPolicy.requireLowercase,
    RequireUppercase: passwordPolicy.requireUppercase,
    RequireNumbers: passwordPolicy.requireNumbers,
    RequireSymbols: passwordPolicy.requireSymbols,
    ...(passwordPolicy.historySize > 0 && { PasswordHistorySize: passwordPolicy.historySize }),
    TemporaryPasswordValidityDays: suite.temporaryPasswordDays,
  },
  SignInPolicy: { AllowedFirstAuthFactors: firstFactors },
});

const buildPasskeys = ({ firstFactors, passkeys: { relyingPartyId, userVerification, factor } }: Pool): Properties =>
  firstFactors.includes("WEB_AUTHN")
    ? {
        ...(relyingPartyId && { WebAuthnRelyingPartyID: relyingPartyId }),
        WebAuthnUserVerification: userVerification,
        ...(factor !== "SINGLE_FACTOR" && { WebAuthnFactorConfiguration: factor }),
      }
    : {};

/** Cognito rejects the text for a second factor by email unless that factor is enabled. */
const buildSecondFactor = ({ mfa }: Pool, { signIn }: ReturnType<typeof renderMessages>): Properties => ({
  MfaConfiguration: mfa.mode,
  ...(mfa.mode !== "OFF" && { EnabledMfas: mfa.factors }),
  ...(mfa.mode !== "OFF" &&
    mfa.factors.includes("EMAIL_OTP") && {
      EmailAuthenticationMessage: signIn.html,
      EmailAuthenticationSubject: signIn.subject,
    }),
});

const recoveryNames = { email: "verified_email", phone_number: "verified_phone_number", admin_only: "admin_only" };

const buildAccounts = (pool: Pool): Properties => ({
  AutoVerifiedAttributes: verifiedAttributesOf(pool),
  ...(pool.keepOriginalAttributes && {
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: verifiedAttributesOf(pool) },
  }),
  AccountRecoverySetting: {
    RecoveryMechanisms: pool.recovery.map((way, index) => ({ Name: recoveryNames[way], Priority: index + 1 })),
  },
  ...(pool.devices !== "off" && {
    DeviceConfiguration: {
      DeviceOnlyRememberedOnUserPrompt: pool.devices === "opt-in",
      ChallengeRequiredOnNewDevice: pool.deviceSkipsMfa,
    },
  }),
});

const buildMailAndSms = ({ mail }: StageSettings, texts: ReturnType<typeof renderMessages>): Properties => ({
  // The suite's links contain the code. With CONFIRM_WITH_LINK, Cognito would replace them with its own.
  VerificationMessageTemplate: {
    DefaultEmailOption: "CONFIRM_WITH_CODE",
    EmailSubject: texts.verification.subject,
    EmailMessage: texts.verification.html,
    ...(texts.verification.sms && { SmsMessage: texts.verification.sms }),
  },
  ...(texts.signIn.sms && { SmsAuthenticationMessage: texts.signIn.sms }),
  // Cognito uses the subject and HTML of a custom message only if it sends through SES. It creates a service-linked
  // role for this, so the identity needs no sending authorization policy:
  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-ses-authorization-to-send-email.html
  EmailConfiguration: {
    EmailSendingAccount: "DEVELOPER",
    SourceArn: substitute(`arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:identity/${mail.identity}`),
    From: mail.from,
    ...(mail.replyTo && { ReplyToEmailAddress: mail.replyTo }),
    ConfigurationSet: refTo("MailConfigurationSet"),
  },
});

/** The pool. serverless.yml adds its LambdaConfig through the events of the triggers. */
export const userPool: TemplatePart = (settings, suite) => {
  const { name, stage, userPool: pool, retain } = settings;
  if (pool.existing) return emptyTemplate;
  const texts = renderMessages(suite);
  return {
    Resources: {
      CognitoUserPoolUsers: {
        Type: "AWS::Cognito::UserPool",
        ...newRetentionPolicies(retain),
        Properties: {
          UserPoolName: name,
          UserPoolTier: pool.tier,
          DeletionProtection: pool.deletionProtection,
          ...(pool.threatProtection !== "OFF" && {
            UserPoolAddOns: { AdvancedSecurityMode: pool.threatProtection },
          }),
          ...buildSignInNames(pool),
          ...buildAccounts(pool),
          AdminCreateUserConfig: {
            AllowAdminCreateUserOnly: !pool.selfSignUp,
            InviteMessageTemplate: {
              EmailSubject: texts.invitation.subject,
              EmailMessage: texts.invitation.html,
              ...(texts.invitation.sms && { SMSMessage: texts.invitation.sms }),
            },
          },
          Policies: buildPolicies(pool, suite),
          ...buildPasskeys(pool),
          ...buildSecondFactor(pool, texts),
          ...buildMailAndSms(settings, texts),
          ...buildSmsConfiguration(settings),
          Schema: buildPoolSchema(pool),
          // The deploy role may change only pools with these two tags.
          UserPoolTags: { ...pool.tags, service, stage },
        },
      },
    },
    Outputs: { UserPoolId: { Value: refTo("CognitoUserPoolUsers") } },
  };
};
