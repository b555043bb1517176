import { buildResources } from "../../../infra/resources.ts";
import type { Artifacts } from "../../../tools/doctor/artifacts.ts";
import type { Checked } from "../../../tools/doctor/finding.ts";
import { readFunctions } from "../../../tools/doctor/functions.ts";
import { type Resource, type Template, triggerHandlers } from "../../../tools/doctor/template.ts";
import { stageWith } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const sender = "no-reply@mail.good.internal";
const settings = stageWith({ mail: { from: `Good <${sender}>`, identity: "mail.good.internal" } });
const { name } = settings;

const arnOf = (id: string, attribute = "Arn") => ({ "Fn::GetAtt": [id, attribute] });
const arn = (service: string, resource: string) => ({
  "Fn::Sub": `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`,
});
const allow = (resource: unknown, ...actions: string[]) => ({ Effect: "Allow", Action: actions, Resource: resource });
const onTable = (...names: string[]) =>
  allow(arn("dynamodb", `table/${name}`), ...names.map((one) => `dynamodb:${one}`));
const toQueue = (queue: string) => allow(arnOf(queue), "sqs:SendMessage");

/** The code that esbuild writes for the SDK's client of a service and its commands. */
export const client = (service: string, ...operations: string[]): string =>
  [
    `var c={defaultSigningName:"${service}"};`,
    ...operations.map((one) => `var $1=class extends gr(a,b,"${one}",d){};`),
  ].join("");

/** The code that esbuild writes for `readEnvironment([…])`. */
export const reads = (...names: string[]): string =>
  `var A$=(t,e=process.env)=>{throw new E(\`Missing environment: \${t}\`)};var v=A$(${JSON.stringify(names)});`;

type Parts = { timeout?: number; variables?: Record<string, unknown>; statements?: unknown[]; code?: string };

const metrics = { POWERTOOLS_METRICS_NAMESPACE: name, POWERTOOLS_METRICS_DISABLED: "false" };

/** The functions of serverless.yml by handler, with the parts that rules check. */
const functions: Record<string, Parts> = {
  "handlers/custom-message": {},
  "handlers/pre-signup": {
    variables: { TABLE_NAME: name },
    statements: [onTable("UpdateItem")],
    code: client("dynamodb", "DescribeEndpoints", "UpdateItem") + reads("AWS_REGION", "TABLE_NAME"),
  },
  "handlers/post-confirmation": {
    variables: { TABLE_NAME: name, ENSURE_PROFILE_FUNCTION: `${name}-ensureProfile` },
    statements: [
      onTable("PutItem", "UpdateItem", "ConditionCheckItem"),
      allow(arn("lambda", `function:${name}-ensureProfile`), "lambda:InvokeFunction"),
    ],
    code: `${client("lambda", "Invoke")}${client("dynamodb", "TransactWriteItems")}
      var t=[{Update:u},{Put:p},{ConditionCheck:c}],o={unless:s(a)};`,
  },
  "handlers/pre-token-generation": {},
  "handlers/post-authentication": {},
  "workers/send-mail": {
    timeout: 60,
    variables: { ...metrics, TABLE_NAME: name, MAIL_FROM: `Good <${sender}>`, MAIL_CONFIGURATION_SET: name },
    statements: [
      onTable("GetItem"),
      allow(arn("dynamodb", `table/${name}/index/owed`), "dynamodb:Query"),
      {
        ...onTable("GetRecords", "GetShardIterator", "DescribeStream", "ListStreams"),
        Resource: arnOf("SuiteTable", "StreamArn"),
      },
      {
        ...allow(arn("ses", "identity/mail.good.internal"), "ses:SendEmail"),
        Condition: { StringEquals: { "ses:FromAddress": [sender, "ada@mail.good.internal"] } },
      },
      allow(arn("ses", `configuration-set/${name}`), "ses:SendEmail"),
      toQueue("OwedMailFailures"),
    ],
    code: `${client("dynamodb", "GetItem", "Query")}${client("ses", "SendEmail")}
      var suite={brands:{default:{name:"Good",sender:'"Good, Ltd" <ada@mail.good.internal>'}}};
      var h=async({Records})=>Records.map(({dynamodb:{OldImage,NewImage}})=>0);`,
  },
  "workers/count-activity": { timeout: 60, variables: metrics },
  "workers/ensure-profile": {
    timeout: 30,
    statements: [allow(arnOf("CognitoUserPoolUsers"), "cognito-idp:AdminGetUser"), toQueue("ProfileFailures")],
    code: client("cognito-idp", "AdminGetUser"),
  },
  "workers/mail-feedback": { timeout: 30, variables: metrics, statements: [toQueue("MailFeedbackFailures")] },
  "pages/pages": {},
};

/** `handlers/pre-signup` as `PreSignup`. */
const idOf = (handler: string): string =>
  (handler.split("/")[1] ?? "").replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

const buildFunction = ([handler, parts]: [string, Parts]): Record<string, Resource> => {
  const { timeout = 5, variables, statements = [] } = parts;
  const id = idOf(handler);
  const traces = allow("*", "xray:PutTraceSegments", "xray:PutTelemetryRecords");
  return {
    [`${id}LambdaFunction`]: {
      Type: "AWS::Lambda::Function",
      Properties: {
        FunctionName: `${name}-${id.charAt(0).toLowerCase()}${id.slice(1)}`,
        Handler: `src/${handler}.handler`,
        Code: { S3Key: `${id}.zip` },
        Timeout: timeout,
        Role: arnOf(`${id}IamRoleLambdaExecution`),
        Environment: { Variables: { STAGE: "prod", ...variables } },
      },
    },
    [`${id}IamRoleLambdaExecution`]: {
      Type: "AWS::IAM::Role",
      Properties: { Policies: [{ PolicyDocument: { Statement: [traces, ...statements] } }], ManagedPolicyArns: [] },
    },
  };
};

const newPermission = (handler: string): [string, Resource] => [
  `${idOf(handler)}Permission`,
  {
    Type: "AWS::Lambda::Permission",
    Properties: {
      FunctionName: arnOf(`${idOf(handler)}LambdaFunction`),
      Action: "lambda:InvokeFunction",
      Principal: "cognito-idp.amazonaws.com",
      SourceArn: arnOf("CognitoUserPoolUsers"),
    },
  },
];

const failuresTo = (queue: string) => ({ DestinationConfig: { OnFailure: { Destination: arnOf(queue) } } });
const newInvokeConfig = (id: string, queue: string): Resource => ({
  Type: "AWS::Lambda::EventInvokeConfig",
  Properties: { FunctionName: { Ref: `${id}LambdaFunction` }, ...failuresTo(queue) },
});
const pattern = {
  eventName: ["INSERT", "MODIFY"],
  dynamodb: { Keys: { sk: { S: [{ prefix: "OUTBOX#" }] } }, NewImage: { at: { N: [{ exists: true }] } } },
};

/** The resources that the framework writes for the functions and their events. */
const framework: Record<string, Resource> = {
  ...Object.assign({}, ...Object.entries(functions).map(buildFunction)),
  ...Object.fromEntries(
    Object.keys(functions)
      .filter((one) => one.startsWith("handlers/"))
      .map(newPermission),
  ),
  Stream: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: arnOf("SuiteTable", "StreamArn"),
      FunctionName: arnOf("SendMailLambdaFunction"),
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 3_600,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify(pattern) }] },
      ...failuresTo("OwedMailFailures"),
    },
  },
  Bounced: {
    Type: "AWS::Events::Rule",
    Properties: {
      EventPattern: { source: ["aws.ses"], detail: { mail: { tags: { "ses:configuration-set": [name] } } } },
      Targets: [{ Id: "bounced", Arn: arnOf("MailFeedbackLambdaFunction") }],
    },
  },
  EnsureProfileConfig: newInvokeConfig("EnsureProfile", "ProfileFailures"),
  MailFeedbackConfig: newInvokeConfig("MailFeedback", "MailFeedbackFailures"),
};

const wired = Object.entries(triggerHandlers).map(([trigger, handler]): [string, unknown] => {
  const LambdaArn = arnOf(`${idOf(handler.replace(/^src\/(.+)\.handler$/, "$1"))}LambdaFunction`);
  return trigger === "PreTokenGeneration"
    ? [`${trigger}Config`, { LambdaArn, LambdaVersion: "V2_0" }]
    : [trigger, LambdaArn];
});

/** A minimal template of a stage without problems. Each call returns a new one to change. */
export const goodTemplate = (): Template => {
  const { Resources, Outputs } = buildResources(settings, suiteWith());
  const template: Template = structuredClone({ Resources: { ...Resources, ...framework }, Outputs });
  const LambdaConfig = structuredClone(Object.fromEntries(wired));
  Object.assign(template.Resources["CognitoUserPoolUsers"]?.Properties ?? {}, { LambdaConfig });
  return template;
};

/** The packages of the good template's functions. */
export const goodArtifacts: Artifacts = async (key) => {
  const [handler, { code = "" }] = Object.entries(functions).find(([one]) => `${idOf(one)}.zip` === key) ?? ["", {}];
  if (handler === "") return undefined;
  return new Map([[`src/${handler}.cjs`, `N(x,{createHandler:()=>a,handler:()=>b});module.exports=c(x);${code}`]]);
};

/** A template with its functions, for rules to check. */
export const checkedOf = async (template: Template, artifacts: Artifacts = goodArtifacts): Promise<Checked> => ({
  template,
  functions: await readFunctions(template, artifacts),
});
