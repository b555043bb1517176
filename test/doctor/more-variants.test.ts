import { expect, it } from "@jest/globals";
import { findingsOf } from "../../scripts/doctor/finding.ts";
import { ownRules } from "../../scripts/doctor/rules.ts";
import type { Properties, Template } from "../../scripts/doctor/template.ts";
import { add, type Change, edit, lambda, mapping, pool, propertiesOf, put } from "./changes.ts";
import { goodTemplate } from "./good-template.ts";

const arn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const allow = (service: string, action: string) => ({
  Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: action, Resource: "*" }],
});

/** The list itself, to change. */
const statements = (template: Template, role: string): Properties[] => {
  const [policy] = propertiesOf(template, role)["Policies"] as { PolicyDocument: { Statement: Properties[] } }[];
  return policy?.PolicyDocument.Statement ?? [];
};

/** A function for what is the template's own, with role and log group. */
const addFunction = (template: Template, name: string, timeout = 5): void => {
  for (const part of ["", "Role", "Logs"])
    template.Resources[name + part] = structuredClone(goodTemplate().Resources[`CustomMessage${part}`]) as never;
  Object.assign(propertiesOf(template, name), { FunctionName: name, Role: arn(`${name}Role`), Timeout: timeout });
  propertiesOf(template, `${name}Logs`)["LogGroupName"] = `/aws/lambda/${name}`;
};

const permission = (name: string, principal: string, source: unknown, account?: unknown) =>
  add(`${name}May`, "AWS::Lambda::Permission", {
    FunctionName: { Ref: name },
    Action: "lambda:InvokeFunction",
    Principal: principal,
    SourceArn: source,
    ...(account ? { SourceAccount: account } : {}),
  });

/** Other ways to write what is right, of what people call, watch, send and keep. */
const variants: Record<string, Change> = {
  "an alarm's topic as SNS makes it": (template) => {
    delete template.Resources["TopicPolicy"];
    template.Resources["Topic"] = { Type: "AWS::SNS::Topic" };
  },
  "a topic that everybody of the account may use": (template) => {
    propertiesOf(template, "TopicPolicy")["PolicyDocument"] = {
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: ["events.amazonaws.com", "cloudwatch.amazonaws.com"] },
          Action: "SNS:Publish",
          Resource: "*",
        },
      ],
    };
  },
  "a topic of a rule": (template) => {
    add("Heard", "AWS::SNS::Topic", {})(template);
    add("HeardPolicy", "AWS::SNS::TopicPolicy", {
      Topics: [{ Ref: "Heard" }],
      PolicyDocument: allow("events.amazonaws.com", "sns:Publish"),
    })(template);
    put(propertiesOf(template, "Bounced"), "Targets", [{ Id: "t", Arn: { Ref: "Heard" } }]);
  },
  "a queue of a topic": (template) => {
    add("QueuePolicy", "AWS::SQS::QueuePolicy", {
      Queues: [{ Ref: "Failures" }],
      PolicyDocument: allow("sns.amazonaws.com", "sqs:SendMessage"),
    })(template);
    add("Subscribed", "AWS::SNS::Subscription", {
      Protocol: "sqs",
      TopicArn: { Ref: "Topic" },
      Endpoint: arn("Failures"),
    })(template);
  },
  "a subscription by mail": add("Mailed", "AWS::SNS::Subscription", { Protocol: "email", Endpoint: "o@example.com" }),
  "an integration by its long address": (template) =>
    put(propertiesOf(template, "Integration"), "IntegrationUri", {
      "Fn::Sub":
        "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pages.Arn}/invocations",
    }),
  "the table by reference": (template) => {
    put(propertiesOf(template, "PreSignUp"), "Environment.Variables.TABLE_NAME", { Ref: "Table" });
    for (const statement of statements(template, "PreSignUpRole"))
      if (JSON.stringify(statement["Action"]).includes("dynamodb:")) statement["Resource"] = arn("Table");
  },
  "the table in a policy of its own": (template) => {
    const own = statements(template, "PreSignUpRole");
    const [statement] = own.splice(
      own.findIndex(({ Action }) => JSON.stringify(Action).includes("dynamodb:")),
      1,
    );
    add("OnTable", "AWS::IAM::Policy", {
      Roles: [{ Ref: "PreSignUpRole" }],
      PolicyDocument: { Statement: [statement] },
    })(template);
  },
  "a table of the deployment's choice": (template) => {
    template.Parameters = { TableName: { Type: "String" } };
    put(propertiesOf(template, "PreSignUp"), "Environment.Variables.TABLE_NAME", { Ref: "TableName" });
  },
  "a stream read by AWS's own policy": (template) => {
    const role = propertiesOf(template, "SendMailRole");
    role["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole"];
    const own = statements(template, "SendMailRole");
    own.splice(
      own.findIndex(({ Action }) => JSON.stringify(Action).includes("GetRecords")),
      1,
    );
  },
  "an invitation without a password, for people who need none": (template) => {
    put(propertiesOf(template, "Pool"), "Policies.SignInPolicy.AllowedFirstAuthFactors", ["PASSWORD", "EMAIL_OTP"]);
    put(propertiesOf(template, "Pool"), "AdminCreateUserConfig.InviteMessageTemplate.EmailMessage", "Come, {username}");
  },
  "words from a parameter": (template) => {
    template.Parameters = { Words: { Type: "String" } };
    put(propertiesOf(template, "Pool"), "VerificationMessageTemplate.EmailMessage", { Ref: "Words" });
  },
  "a mail with a link": edit(pool, "VerificationMessageTemplate.EmailMessageByLink", "{##Confirm your address##}"),
  "the shortest password that is no joke": edit(pool, "Policies.PasswordPolicy.MinimumLength", 8),
  "older names of flows alone": (template) =>
    put(propertiesOf(template, "WebClient"), "ExplicitAuthFlows", ["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY"]),
  "the classic pages without styles": (template) => {
    delete template.Resources["WebStyle"];
    put(propertiesOf(template, "Domain"), "ManagedLoginVersion", 1);
  },
  "a style without a client": (template) => put(propertiesOf(template, "WebStyle"), "ClientId", undefined),
  "a domain of one's own": (template) =>
    Object.assign(propertiesOf(template, "Domain"), {
      Domain: "cognito.example.com",
      CustomDomainConfig: { CertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" },
    }),
  "one function for the three triggers of a challenge": (template) => {
    addFunction(template, "Challenge");
    permission("Challenge", "cognito-idp.amazonaws.com", arn("Pool"), { Ref: "AWS::AccountId" })(template);
    for (const key of ["DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse"])
      put(propertiesOf(template, "Pool"), `LambdaConfig.${key}`, arn("Challenge"));
  },
  "some calls reserved": edit(lambda, "ReservedConcurrentExecutions", 10),
  "a function called by its reference": (template) =>
    put(propertiesOf(template, "PostConfirmation"), "Environment.Variables.ENSURE_PROFILE_FUNCTION", {
      Ref: "EnsureProfile",
    }),
  "an alarm of an agent": (template) =>
    Object.assign(propertiesOf(template, "FailedAlarm"), {
      Namespace: "LambdaInsights",
      MetricName: "memory_utilization",
    }),
  "an alarm of what a filter counts by path": (template) => {
    put(propertiesOf(template, "Failed"), "MetricTransformations", [
      { MetricNamespace: "good", MetricName: "Failed", Dimensions: [{ Key: "path", Value: "$.path" }] },
    ]);
    put(propertiesOf(template, "FailedAlarm"), "Dimensions", [{ Name: "path", Value: "/" }]);
  },
  "a dashboard put together, with a number of the deployment's": (template) => {
    template.Parameters = { Limit: { Type: "Number" } };
    put(propertiesOf(template, "Dashboard"), "DashboardBody", {
      "Fn::Join": ["", ['{"widgets":[{"type":"text","height":', { Ref: "Limit" }, ',"properties":{}}]}']],
    });
  },
  "a dashboard whose lines repeat what stands above": (template) => {
    const lines = [["good", "SignUps", "service", "suite"], [".", "SignIns", ".", "."], [{ expression: "m1/m2" }]];
    put(propertiesOf(template, "Dashboard"), "DashboardBody", {
      "Fn::Sub": JSON.stringify({ widgets: [{ properties: { metrics: lines } }] }),
    });
  },
  "a filter with a choice and a text of the deployment's": edit(mapping, "FilterCriteria.Filters", [
    {
      Pattern: {
        "Fn::Sub": '{"$or":[{"eventName":["REMOVE"]},{"dynamodb":{"Keys":{"pk":{"S":["${AWS::Region}"]}}}}]}',
      },
    },
  ]),
  "rows as they are now, where nobody asks for more": edit(
    "AWS::DynamoDB::Table",
    "StreamSpecification.StreamViewType",
    "NEW_IMAGE",
  ),
  "a queue that hides a message for long": (template) => {
    addFunction(template, "Reader", 60);
    add("Work", "AWS::SQS::Queue", {
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 360,
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: arn("Failures") },
    })(template);
    statements(template, "ReaderRole").push({
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: arn("Work"),
    });
    add("Reads", mapping, {
      EventSourceArn: arn("Work"),
      FunctionName: { Ref: "Reader" },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    })(template);
  },
};

it.each(Object.entries(variants))("finds nothing in %s", async (_, change) => {
  const template = goodTemplate();
  change(template);
  expect(template).not.toEqual(goodTemplate());
  const checked = { template, bytes: 1_000, production: true, region: "eu-central-1" };
  expect(await findingsOf(ownRules, checked)).toEqual([]);
});

it("asks less of a password where nobody lives", async () => {
  const template = goodTemplate();
  edit(pool, "Policies.PasswordPolicy.MinimumLength", 6)(template);
  const found = await findingsOf(ownRules, { template, bytes: 1_000, production: false });
  expect(found.map(({ rule }) => rule)).toEqual([]);
});
