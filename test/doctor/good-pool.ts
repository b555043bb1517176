import type { Resource } from "../../scripts/doctor/template.ts";

const arn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const sub = (text: string) => ({ "Fn::Sub": text });
const account = "${AWS::Region}:${AWS::AccountId}";

const permission = (name: string): Record<string, Resource> => ({
  [`${name}Permission`]: {
    Type: "AWS::Lambda::Permission",
    Properties: {
      FunctionName: arn(name),
      Action: "lambda:InvokeFunction",
      Principal: "cognito-idp.amazonaws.com",
      SourceArn: arn("Pool"),
      SourceAccount: { Ref: "AWS::AccountId" },
    },
  },
});

/** The pool of a good template, with its triggers' permissions, its client and its sign-in page. */
export const goodPool: Record<string, Resource> = {
  Pool: {
    Type: "AWS::Cognito::UserPool",
    DeletionPolicy: "RetainExceptOnCreate",
    UpdateReplacePolicy: "Retain",
    Properties: {
      UserPoolName: "good",
      UserPoolTier: "ESSENTIALS",
      DeletionProtection: "ACTIVE",
      LambdaConfig: {
        CustomMessage: arn("CustomMessage"),
        PreSignUp: arn("PreSignUp"),
        PostConfirmation: arn("PostConfirmation"),
        PreTokenGenerationConfig: { LambdaArn: arn("PreTokenGeneration"), LambdaVersion: "V2_0" },
        PostAuthentication: arn("PostAuthentication"),
      },
      UsernameConfiguration: { CaseSensitive: false },
      UsernameAttributes: ["email"],
      Schema: [
        { Name: "email", AttributeDataType: "String", Required: true, Mutable: true },
        { Name: "agentName", AttributeDataType: "String", Mutable: true },
      ],
      AutoVerifiedAttributes: ["email"],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
      MfaConfiguration: "OPTIONAL",
      EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
      AdminCreateUserConfig: {
        InviteMessageTemplate: {
          EmailMessage: "Your name is {username}, your password {####}.",
          SMSMessage: "{username}: {####}",
        },
      },
      VerificationMessageTemplate: {
        DefaultEmailOption: "CONFIRM_WITH_CODE",
        EmailMessage: "Your code is {####}.",
        SmsMessage: "Your code is {####}.",
      },
      Policies: { PasswordPolicy: { MinimumLength: 10, TemporaryPasswordValidityDays: 7 } },
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: sub(`arn:\${AWS::Partition}:ses:${account}:identity/mail.good.internal`),
        From: "Example <no-reply@mail.good.internal>",
        ConfigurationSet: { Ref: "MailSet" },
      },
    },
  },
  ...permission("CustomMessage"),
  ...permission("PreSignUp"),
  ...permission("PostConfirmation"),
  ...permission("PreTokenGeneration"),
  ...permission("PostAuthentication"),
  WebClient: {
    Type: "AWS::Cognito::UserPoolClient",
    Properties: {
      ClientName: "web",
      UserPoolId: { Ref: "Pool" },
      GenerateSecret: false,
      ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: true,
      SupportedIdentityProviders: ["COGNITO"],
      AllowedOAuthFlows: ["code"],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ["openid"],
      CallbackURLs: ["https://app.example.com/signed-in", "com.example.app://signed-in"],
      LogoutURLs: ["https://app.example.com/"],
      WriteAttributes: ["email", "name", "custom:agentName"],
      AccessTokenValidity: 60,
      IdTokenValidity: 60,
      RefreshTokenValidity: 30,
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
    },
  },
  Domain: {
    Type: "AWS::Cognito::UserPoolDomain",
    Properties: { UserPoolId: { Ref: "Pool" }, Domain: sub("good-${AWS::AccountId}"), ManagedLoginVersion: 2 },
  },
  WebStyle: {
    Type: "AWS::Cognito::ManagedLoginBranding",
    Properties: { UserPoolId: { Ref: "Pool" }, ClientId: { Ref: "WebClient" }, UseCognitoProvidedValues: true },
  },
};
