import type { Artifacts } from "../../scripts/doctor/artifacts.ts";
import type { Resource, Template } from "../../scripts/doctor/template.ts";
import { goodFunctions } from "./good-functions.ts";
import { goodOperations } from "./good-operations.ts";
import { goodPool } from "./good-pool.ts";

const arn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const sub = (text: string) => ({ "Fn::Sub": text });
const account = "${AWS::Region}:${AWS::AccountId}";

const rest: Record<string, Resource> = {
  Table: {
    Type: "AWS::DynamoDB::Table",
    DeletionPolicy: "Retain",
    UpdateReplacePolicy: "Retain",
    Properties: {
      TableName: "good",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [{ IndexName: "owed" }],
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
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
      FilterCriteria: {
        Filters: [
          {
            Pattern: JSON.stringify({
              eventName: ["INSERT", "MODIFY"],
              dynamodb: { Keys: { sk: { S: [{ prefix: "OUTBOX#" }] } }, NewImage: { at: { N: [{ exists: true }] } } },
            }),
          },
        ],
      },
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
    Resources: { ...goodFunctions, ...goodPool, ...rest, ...goodOperations },
    Outputs: { PoolId: { Value: { Ref: "Pool" } } },
  });

/** What esbuild makes of the SDK's clients and commands. */
const client = (service: string, ...operations: string[]): string =>
  [
    `var c={defaultSigningName:"${service}"};`,
    ...operations.map((name) => `var $1=class extends gr(a,b,"${name}",d){};`),
  ].join("");

const bundles: Record<string, string> = {
  "PreSignUp.zip": client("dynamodb", "DescribeEndpoints", "UpdateItem"),
  "PostConfirmation.zip": [
    client("lambda", "Invoke"),
    client("dynamodb", "TransactWriteItems"),
    "var t=[{Update:u},{Put:p},{ConditionCheck:c}],o={mail:m,unless:s(a)};",
  ].join(""),
  "EnsureProfile.zip": client("cognito-idp", "AdminGetUser"),
  "SendMail.zip": [
    client("dynamodb", "GetItem", "Query"),
    client("ses", "SendEmail"),
    'var suite={brands:{default:{name:"Good",sender:\'"Good, Ltd" <ada@mail.good.internal>\'}}};',
    "exports.handler=async({Records})=>Records.map(({dynamodb:{OldImage,NewImage}})=>0);",
  ].join(""),
};

/** What stands in the packages of the good template's functions. */
export const goodArtifacts: Artifacts = async (key) =>
  new Map([["index.js", `exports.handler = async () => {};${bundles[key] ?? ""}`]]);
