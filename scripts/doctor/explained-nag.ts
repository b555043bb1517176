import type { Explained } from "./explanation.ts";

const logStreams = /log-group:\/aws\/lambda\/[\w-]+:\*:\*/;

const ownFolder = /:s3:::[\w.-]+\/[^*]+\/\*\)?\.$/;

/** What cdk-nag finds in the suite's own template, and why it stays. */
export const explainedNag: readonly Explained[] = [
  {
    rule: "AwsSolutions-IAM5",
    type: "AWS::IAM::Role",
    says: logStreams,
    reason: "The same, as cdk-nag says it.",
  },
  {
    rule: "AwsSolutions-IAM5",
    type: "AWS::IAM::Role",
    says: /\(Resource::\*\)/,
    chosen: true,
    reason: "X-Ray and phone numbers are no resources to name; resource-wildcard lets nothing else have *.",
  },
  {
    rule: "AwsSolutions-IAM5",
    type: "AWS::IAM::Role",
    says: ownFolder,
    chosen: true,
    reason: "The same, as cdk-nag says it.",
  },
  {
    rule: "AwsSolutions-COG7",
    type: "AWS::Cognito::IdentityPool",
    resource: /^IdentityPool$/,
    chosen: true,
    reason: "The same, as cdk-nag says it.",
  },
  {
    rule: "Serverless-SNSRedrivePolicy",
    type: "AWS::SNS::Subscription",
    reason: "They are mails to people who watch the alarms, and CloudWatch shows the alarms too.",
  },
  {
    rule: "Serverless-LambdaStarPermissions",
    type: "AWS::IAM::Role",
    chosen: true,
    reason: "The same, as the other pack says it.",
  },
  {
    rule: "Serverless-LambdaDLQ",
    type: "AWS::Lambda::Function",
    reason: "Triggers are waited for; the others have on-failure destinations, which the rule async-failure checks.",
  },
  {
    rule: "Serverless-LambdaTracing",
    type: "AWS::Lambda::Function",
    production: false,
    chosen: true,
    reason: "Tracing is billed by the call and off on stages for development: tracing in config/<stage>.yml.",
  },
  {
    rule: "Serverless-EventBusDLQ",
    type: "AWS::Events::Rule",
    reason:
      "EventBridge tries for 24 hours, and a lost event only leaves a mail unsettled, which the sweep looks after.",
  },
  {
    rule: "AwsSolutions-SQS3",
    type: "AWS::SQS::Queue",
    reason: "They are where failures end, as destinations of functions, which cdk-nag does not see. Each has an alarm.",
  },
  {
    rule: "Serverless-SQSRedrivePolicy",
    type: "AWS::SQS::Queue",
    reason: "The same: nothing reads them but people.",
  },
  {
    rule: "AwsSolutions-SQS4",
    type: "AWS::SQS::Queue",
    reason: "Only Lambda sends to them, and Lambda uses TLS.",
  },
  {
    rule: "AwsSolutions-S1",
    type: "AWS::S3::Bucket",
    resource: /^ServerlessDeploymentBucket$/,
    reason: "It holds the functions' packages and nothing of users.",
  },
  {
    rule: "AwsSolutions-COG1",
    type: "AWS::Cognito::UserPool",
    chosen: true,
    reason: "Ten characters of three kinds. NIST SP 800-63B advises against making people use symbols.",
  },
  {
    rule: "AwsSolutions-COG2",
    type: "AWS::Cognito::UserPool",
    chosen: true,
    reason: "A second factor for everybody is the product's choice: userPool.mfa in config/<stage>.yml.",
  },
  {
    rule: "AwsSolutions-COG8",
    type: "AWS::Cognito::UserPool",
    chosen: true,
    reason: "The Plus plan is paid by the user and chosen by the product: userPool.tier in config/<stage>.yml.",
  },
  {
    rule: "AwsSolutions-APIG1",
    type: "AWS::ApiGatewayV2::Stage",
    reason: "The pages are the same for everybody; their access log would keep the addresses of readers' machines.",
  },
  {
    rule: "Serverless-APIGWAccessLogging",
    type: "AWS::ApiGatewayV2::Stage",
    reason: "The same, as the other pack says it.",
  },
  {
    rule: "AwsSolutions-APIG4",
    type: "AWS::ApiGatewayV2::Route",
    reason: "Whoever opens the pages has a mail, and no account yet.",
  },
];
