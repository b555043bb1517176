import type { StageSettings } from "../../schema/read.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { kept, nothing, ref, sub, type TemplatePart } from "../template.ts";
import { schema, verifiedAttributes } from "./attributes.ts";
import { messages } from "./messages.ts";
import { smsConfiguration } from "./sms.ts";

type Properties = Record<string, unknown>;
type Pool = StageSettings["userPool"];

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases */
const signInNames = ({ signInWith, caseSensitive }: Pool): Properties => {
  const names = signInWith.filter((name) => name !== "username");
  const byName = signInWith.includes("username");
  return {
    ...(byName ? names.length > 0 && { AliasAttributes: names } : { UsernameAttributes: names }),
    UsernameConfiguration: { CaseSensitive: caseSensitive },
  };
};

const policies = ({ passwordPolicy, firstFactors }: Pool, suite: Suite): Properties => ({
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

const passkeys = ({ firstFactors, passkeys: { relyingPartyId, userVerification, factor } }: Pool): Properties =>
  firstFactors.includes("WEB_AUTHN")
    ? {
        ...(relyingPartyId && { WebAuthnRelyingPartyID: relyingPartyId }),
        WebAuthnUserVerification: userVerification,
        ...(factor !== "SINGLE_FACTOR" && { WebAuthnFactorConfiguration: factor }),
      }
    : {};

/** Cognito refuses the text of a second factor by mail where there is none, so it stands here only beside it. */
const secondFactor = ({ mfa }: Pool, { signIn }: ReturnType<typeof messages>): Properties => ({
  MfaConfiguration: mfa.mode,
  ...(mfa.mode !== "OFF" && { EnabledMfas: mfa.factors }),
  ...(mfa.mode !== "OFF" &&
    mfa.factors.includes("EMAIL_OTP") && {
      EmailAuthenticationMessage: signIn.html,
      EmailAuthenticationSubject: signIn.subject,
    }),
});

const recoveryNames = { email: "verified_email", phone_number: "verified_phone_number", admin_only: "admin_only" };

const accounts = (pool: Pool): Properties => ({
  AutoVerifiedAttributes: verifiedAttributes(pool),
  ...(pool.keepOriginalAttributes && {
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: verifiedAttributes(pool) },
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

const mailAndSms = ({ mail }: StageSettings, texts: ReturnType<typeof messages>): Properties => ({
  // The suite's links carry the code themselves; in CONFIRM_WITH_LINK Cognito would replace them by its own.
  VerificationMessageTemplate: {
    DefaultEmailOption: "CONFIRM_WITH_CODE",
    EmailSubject: texts.verification.subject,
    EmailMessage: texts.verification.html,
    ...(texts.verification.sms && { SmsMessage: texts.verification.sms }),
  },
  ...(texts.signIn.sms && { SmsAuthenticationMessage: texts.signIn.sms }),
  // A custom message's subject and HTML are only taken when the mail goes out through SES. Cognito then makes a
  // service-linked role for it, so the identity needs no sending authorisation policy:
  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-ses-authorization-to-send-email.html
  EmailConfiguration: {
    EmailSendingAccount: "DEVELOPER",
    SourceArn: sub(`arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:identity/${mail.identity}`),
    From: mail.from,
    ...(mail.replyTo && { ReplyToEmailAddress: mail.replyTo }),
    ConfigurationSet: ref("MailConfigurationSet"),
  },
});

/** The pool. The triggers' events in serverless.yml add its LambdaConfig. */
export const userPool: TemplatePart = (settings, suite) => {
  const { name, stage, userPool: pool, retain } = settings;
  if (pool.existing) return nothing;
  const texts = messages(suite);
  return {
    Resources: {
      CognitoUserPoolUsers: {
        Type: "AWS::Cognito::UserPool",
        ...kept(retain),
        Properties: {
          UserPoolName: name,
          UserPoolTier: pool.tier,
          DeletionProtection: pool.deletionProtection,
          ...(pool.threatProtection !== "OFF" && {
            UserPoolAddOns: { AdvancedSecurityMode: pool.threatProtection },
          }),
          ...signInNames(pool),
          ...accounts(pool),
          AdminCreateUserConfig: {
            AllowAdminCreateUserOnly: !pool.selfSignUp,
            InviteMessageTemplate: {
              EmailSubject: texts.invitation.subject,
              EmailMessage: texts.invitation.html,
              ...(texts.invitation.sms && { SMSMessage: texts.invitation.sms }),
            },
          },
          Policies: policies(pool, suite),
          ...passkeys(pool),
          ...secondFactor(pool, texts),
          ...mailAndSms(settings, texts),
          ...smsConfiguration(settings),
          Schema: schema(pool),
          // The deploy role may touch pools of these two tags alone.
          UserPoolTags: { ...pool.tags, service: "cognito-trigger-suite", stage },
        },
      },
    },
    Outputs: { UserPoolId: { Value: ref("CognitoUserPoolUsers") } },
  };
};
