const account = "123456789012";

export const functionArn = (name: string): string => `arn:aws:lambda:eu-west-1:${account}:function:${name}`;

/** The answer of DescribeUserPool for a pool with every setting different from Cognito's default. */
export const fullUserPool = () => ({
  Id: "eu-west-1_Customers",
  Name: "Customers",
  Arn: `arn:aws:cognito-idp:eu-west-1:${account}:userpool/eu-west-1_Customers`,
  Policies: {
    PasswordPolicy: {
      MinimumLength: 14,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      PasswordHistorySize: 3,
      TemporaryPasswordValidityDays: 3,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] },
  },
  DeletionProtection: "ACTIVE",
  LambdaConfig: {
    PreAuthentication: functionArn("risk-check"),
    PostConfirmation: functionArn("legacy-hook"),
    PreTokenGeneration: functionArn("legacy-claims"),
    PreTokenGenerationConfig: { LambdaArn: functionArn("legacy-claims"), LambdaVersion: "V1_0" },
    CustomSMSSender: { LambdaArn: functionArn("own-sms"), LambdaVersion: "V1_0" },
    KMSKeyID: `arn:aws:kms:eu-west-1:${account}:key/0f1e2d3c`,
  } as Record<string, unknown>,
  LastModifiedDate: 1_780_000_000.5,
  CreationDate: 1_600_000_000.25,
  SchemaAttributes: [
    { Name: "sub", AttributeDataType: "String", Mutable: false, Required: true },
    { Name: "custom:plan", AttributeDataType: "String", Mutable: true, Required: false },
  ],
  AutoVerifiedAttributes: ["email"],
  AliasAttributes: ["email", "preferred_username"],
  SmsVerificationMessage: "Your code is {####}",
  EmailVerificationMessage: "Your code is {####}",
  EmailVerificationSubject: "Your code",
  VerificationMessageTemplate: {
    SmsMessage: "Your code is {####}",
    EmailMessage: "Your code is {####}",
    EmailSubject: "Your code",
    DefaultEmailOption: "CONFIRM_WITH_CODE",
  },
  SmsAuthenticationMessage: "Sign in with {####}",
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
  MfaConfiguration: "OPTIONAL",
  DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
  EstimatedNumberOfUsers: 41_000,
  EmailConfiguration: {
    EmailSendingAccount: "DEVELOPER",
    SourceArn: `arn:aws:ses:eu-west-1:${account}:identity/example.com`,
    From: "Example <no-reply@example.com>",
    ReplyToEmailAddress: "help@example.com",
    ConfigurationSet: "mails",
  },
  SmsConfiguration: {
    SnsCallerArn: `arn:aws:iam::${account}:role/cognito-sms`,
    ExternalId: "customers",
    SnsRegion: "eu-west-1",
  },
  UserPoolTags: { team: "identity" },
  Domain: "customers",
  AdminCreateUserConfig: {
    AllowAdminCreateUserOnly: true,
    UnusedAccountValidityDays: 3,
    InviteMessageTemplate: { EmailMessage: "{username} {####}", EmailSubject: "Join", SMSMessage: "{username} {####}" },
  },
  UserPoolAddOns: {
    AdvancedSecurityMode: "ENFORCED",
    AdvancedSecurityAdditionalFlows: { CustomAuthMode: "AUDIT" },
  },
  DcrConfiguration: { EnableStatus: "Enabled", OpenDcrEnabled: false },
  UsernameConfiguration: { CaseSensitive: false },
  AccountRecoverySetting: {
    RecoveryMechanisms: [
      { Priority: 1, Name: "verified_email" },
      { Priority: 2, Name: "verified_phone_number" },
    ],
  },
  UserPoolTier: "PLUS",
  KeyConfiguration: {
    KeyType: "CUSTOMER_MANAGED_KEY",
    KmsKeyArn: `arn:aws:kms:eu-west-1:${account}:key/mrk-1`,
  },
  IssuerConfiguration: { Type: "UPDATED" },
  AcrConfiguration: { LEVEL_1: "urn:example:one" },
});

export type FullUserPool = ReturnType<typeof fullUserPool>;

/** The answer of GetUserPoolMfaConfig for this pool. */
export const fullMfaConfig = () => ({
  MfaConfiguration: "OPTIONAL",
  SoftwareTokenMfaConfiguration: { Enabled: true },
  EmailMfaConfiguration: { Message: "Your code is {####}", Subject: "Sign in" },
  WebAuthnConfiguration: { RelyingPartyId: "example.com", UserVerification: "required" },
});
