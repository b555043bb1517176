import type { Resource } from "../../scripts/doctor/template.ts";

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

const table = sub(`arn:\${AWS::Partition}:dynamodb:${account}:table/good`);
const onTable = { TABLE_NAME: "good" };
const failures = { sqs: allow(["sqs:SendMessage"], arn("Failures")) };

/** The functions of a good template, each with its role and its log group. */
export const goodFunctions: Record<string, Resource> = {
  ...functionOf("CustomMessage"),
  ...functionOf("PreSignUp", { environment: onTable, statements: [allow(["dynamodb:UpdateItem"], table)] }),
  ...functionOf("PostConfirmation", {
    environment: { ...onTable, ENSURE_PROFILE_FUNCTION: "good-EnsureProfile" },
    statements: [
      allow(["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"], table),
      allow(["lambda:InvokeFunction"], sub(`arn:\${AWS::Partition}:lambda:${account}:function:good-EnsureProfile`)),
    ],
  }),
  ...functionOf("PreTokenGeneration", { environment: onTable, statements: [allow(["dynamodb:GetItem"], table)] }),
  ...functionOf("PostAuthentication", { environment: onTable, statements: [allow(["dynamodb:PutItem"], table)] }),
  ...functionOf("EnsureProfile", {
    timeout: 30,
    environment: onTable,
    statements: [
      failures.sqs,
      allow(["dynamodb:PutItem"], table),
      allow(
        ["cognito-idp:AdminGetUser"],
        sub(`arn:\${AWS::Partition}:cognito-idp:${account}:userpool/eu-west-1_AbCdEfGhI`),
      ),
    ],
  }),
  ...functionOf("SendMail", {
    timeout: 60,
    environment: {
      ...onTable,
      POWERTOOLS_METRICS_NAMESPACE: "good",
      MAIL_CONFIGURATION_SET: "good",
      MAIL_FROM: "Good <no-reply@mail.good.internal>",
    },
    statements: [
      failures.sqs,
      allow(["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams"], {
        "Fn::GetAtt": ["Table", "StreamArn"],
      }),
      allow(["dynamodb:GetItem"], table),
      allow(["dynamodb:Query"], sub(`arn:\${AWS::Partition}:dynamodb:${account}:table/good/index/owed`)),
      {
        ...allow(["ses:SendEmail"], [sub(`arn:\${AWS::Partition}:ses:${account}:identity/mail.good.internal`)]),
        Condition: { StringEquals: { "ses:FromAddress": ["no-reply@mail.good.internal", "ada@mail.good.internal"] } },
      },
      allow(["ses:SendEmail"], [sub(`arn:\${AWS::Partition}:ses:${account}:configuration-set/good`)]),
    ],
  }),
  ...functionOf("Pages", { environment: { APP_CLIENT_IDS: { Ref: "WebClient" } } }),
};
