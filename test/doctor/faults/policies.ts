import type { Properties } from "../../../scripts/doctor/template.ts";
import { add, allows, edit, type Fault, fault, first, ofStatement, onTable, put, role, trigger } from "../changes.ts";

const guestsRole = (condition: Properties) => ({
  AssumeRolePolicyDocument: {
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: condition,
      },
    ],
  },
});

const openPolicy = { Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" }] };

export const policyFaults: readonly Fault[] = [
  fault("role-shared", "two functions share a role", (template) => {
    put(trigger(template, "PreSignUp").properties, "Role", trigger(template, "PostConfirmation").properties["Role"]);
  }),
  fault(
    "role-unused",
    "a role that nobody has",
    add("Spare", role, {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
      },
    }),
  ),
  fault("role-trust", "an account may take a function's role", (template) => {
    const { properties } = first(template, role, ({ id }) =>
      JSON.stringify(trigger(template, "PreSignUp").properties["Role"]).includes(`"${id}"`),
    );
    put(properties, "AssumeRolePolicyDocument.Statement", [
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "sts:AssumeRole" },
    ]);
  }),
  fault("action-wildcard", "all actions of DynamoDB", ofStatement(onTable, { Action: ["dynamodb:*"] })),
  fault(
    "action-wildcard",
    "all actions but one",
    ofStatement(onTable, { Action: undefined, NotAction: ["iam:PassRole"] }),
  ),
  fault("action-unknown", "an action that is none", ofStatement(onTable, { Action: ["dynamodb:TransactWriteItems"] })),
  fault("action-unknown", "an action written wrong", ofStatement(onTable, { Action: ["dynamodb:UpdateItems"] })),
  fault("action-unknown", "a service that is none", ofStatement(onTable, { Action: ["dynamo:UpdateItem"] })),
  fault(
    "condition-unknown",
    "a condition key that is none",
    ofStatement(onTable, { Condition: { StringEquals: { "dynamodb:LeadingKey": "x" } } }),
  ),
  fault(
    "condition-unknown",
    "a condition operator that is none",
    ofStatement(onTable, { Condition: { StringsEqual: { "aws:SourceAccount": "123456789012" } } }),
  ),
  fault(
    "condition-of-action",
    "a condition key of another action",
    ofStatement(onTable, { Condition: { StringEquals: { "dynamodb:EnclosingOperation": "Scan", "s3:prefix": "x" } } }),
  ),
  fault(
    "condition-of-action",
    "a condition key that one of two actions does not have",
    ofStatement(allows("ses:SendEmail"), { Action: ["ses:SendEmail", "ses:SendBulkEmail"] }),
  ),
  fault(
    "condition-of-action",
    "a condition key of another service's queue",
    ofStatement(allows("sqs:SendMessage"), { Condition: { ArnLike: { "SNS:Endpoint": "arn:aws:sqs:*" } } }),
  ),
  fault("resource-wildcard", "every table", ofStatement(onTable, { Resource: "*" })),
  fault(
    "resource-wildcard",
    "every table of the account",
    ofStatement(onTable, { Resource: { "Fn::Sub": "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/*" } }),
  ),
  fault(
    "managed-policy",
    "a policy of AWS that allows everything",
    edit(role, "ManagedPolicyArns", ["arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess"]),
  ),
  fault("mail-permission", "mails as any identity", ofStatement(allows("ses:SendEmail"), { Resource: "*" })),
  fault("mail-permission", "a configuration set alone", (template) =>
    ofStatement(allows("ses:SendEmail"), {
      Resource: { "Fn::Sub": "arn:aws:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/x" },
    })(template),
  ),
  fault("principal-everyone", "everybody may send to a queue", (template) =>
    add("OpenQueue", "AWS::SQS::QueuePolicy", {
      Queues: [{ Ref: first(template, "AWS::SQS::Queue").id }],
      PolicyDocument: openPolicy,
    })(template),
  ),
  fault(
    "identity-pool-guests",
    "credentials for guests",
    add("Guests", "AWS::Cognito::IdentityPool", { AllowUnauthenticatedIdentities: true }),
  ),
  fault(
    "identity-pool-trust",
    "a role for users of any identity pool",
    add(
      "Anybody",
      role,
      guestsRole({ "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } }),
    ),
  ),
];
