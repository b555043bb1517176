import type { Resource, Template } from "../../scripts/doctor/template.ts";

const arn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const sub = (text: string) => ({ "Fn::Sub": text });
const account = "${AWS::Region}:${AWS::AccountId}";

const allow = (actions: string[], resource: unknown) => ({ Effect: "Allow", Action: actions, Resource: resource });

/** A function with its role and its log group, as every function has them. */
const functionOf = (
  name: string,
  { timeout = 5, statements = [] as unknown[], environment = {} as Record<string, unknown> } = {},
): Record<string, Resource> => ({
  [name]: {
    Type: "AWS::Lambda::Function",
    Properties: {
      FunctionName: `good-${name}`,
      Handler: "index.handler",
      Code: { S3Bucket: "packages", S3Key: `${name}.zip` },
      Runtime: "nodejs24.x",
      Timeout: timeout,
      TracingConfig: { Mode: "Active" },
      Role: arn(`${name}Role`),
      Environment: { Variables: { STAGE: "prod", ...environment } },
    },
    DependsOn: [`${name}Logs`],
  },
  [`${name}Role`]: {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: "Allow", Principal: { Service: ["lambda.amazonaws.com"] }, Action: ["sts:AssumeRole"] }],
      },
      Policies: [
        {
          PolicyName: "own",
          PolicyDocument: {
            Statement: [allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"), ...statements],
          },
        },
      ],
    },
  },
  [`${name}Logs`]: {
    Type: "AWS::Logs::LogGroup",
    Properties: { LogGroupName: `/aws/lambda/good-${name}`, RetentionInDays: 90 },
  },
});

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

const table = sub(`arn:\${AWS::Partition}:dynamodb:${account}:table/good`);
const failures = { sqs: allow(["sqs:SendMessage"], arn("Failures")) };

const functions: Record<string, Resource> = {
  ...functionOf("CustomMessage"),
  ...functionOf("PreSignUp", { statements: [allow(["dynamodb:UpdateItem"], table)] }),
  ...functionOf("PostConfirmation", {
    environment: { ENSURE_PROFILE_FUNCTION: "good-EnsureProfile" },
    statements: [
      allow(["dynamodb:PutItem", "dynamodb:UpdateItem"], table),
      allow(["lambda:InvokeFunction"], sub(`arn:\${AWS::Partition}:lambda:${account}:function:good-EnsureProfile`)),
    ],
  }),
  ...functionOf("PreTokenGeneration", { statements: [allow(["dynamodb:GetItem"], table)] }),
  ...functionOf("PostAuthentication", { statements: [allow(["dynamodb:PutItem"], table)] }),
  ...functionOf("EnsureProfile", { timeout: 30, statements: [failures.sqs] }),
  ...functionOf("SendMail", {
    timeout: 60,
    statements: [
      failures.sqs,
      allow(["dynamodb:GetRecords", "dynamodb:GetShardIterator"], { "Fn::GetAtt": ["Table", "StreamArn"] }),
      {
        ...allow(["ses:SendEmail"], [sub(`arn:\${AWS::Partition}:ses:${account}:identity/mail.example.com`)]),
        Condition: { StringEquals: { "ses:FromAddress": "no-reply@mail.example.com" } },
      },
    ],
  }),
  ...functionOf("Pages", { environment: { APP_CLIENT_IDS: { Ref: "WebClient" } } }),
};

const cognito: Record<string, Resource> = {
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
      VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: sub(`arn:\${AWS::Partition}:ses:${account}:identity/mail.example.com`),
        From: "Example <no-reply@mail.example.com>",
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
};

const rest: Record<string, Resource> = {
  Table: {
    Type: "AWS::DynamoDB::Table",
    DeletionPolicy: "Retain",
    UpdateReplacePolicy: "Retain",
    Properties: {
      TableName: "good",
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    },
  },
  Failures: { Type: "AWS::SQS::Queue", Properties: { SqsManagedSseEnabled: true } },
  Stream: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: { "Fn::GetAtt": ["Table", "StreamArn"] },
      FunctionName: arn("SendMail"),
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 3_600,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      DestinationConfig: { OnFailure: { Destination: arn("Failures") } },
    },
  },
  EnsureProfileFailures: {
    Type: "AWS::Lambda::EventInvokeConfig",
    Properties: {
      FunctionName: { Ref: "EnsureProfile" },
      Qualifier: "$LATEST",
      DestinationConfig: { OnFailure: { Destination: arn("Failures") } },
    },
  },
  Alarm: { Type: "AWS::CloudWatch::Alarm", Properties: { AlarmActions: [{ Ref: "Topic" }] } },
  Topic: { Type: "AWS::SNS::Topic" },
  MailSet: { Type: "AWS::SES::ConfigurationSet", Properties: { Name: "good" } },
  MailEvents: {
    Type: "AWS::SES::ConfigurationSetEventDestination",
    Properties: {
      ConfigurationSetName: { Ref: "MailSet" },
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ["send", "delivery", "bounce", "complaint"],
        EventBridgeDestination: { EventBusArn: sub(`arn:\${AWS::Partition}:events:${account}:event-bus/default`) },
      },
    },
  },
};

/** Small, and nothing is wrong with it: each call gives a new one to change. */
export const goodTemplate = (): Template =>
  structuredClone({
    Resources: { ...functions, ...cognito, ...rest },
    Outputs: { PoolId: { Value: { Ref: "Pool" } } },
  });
