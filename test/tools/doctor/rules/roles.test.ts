import { roleRules } from "../../../../tools/doctor/rules/roles.ts";
import { add, both, edit, ofStatement } from "../changes.ts";
import { client } from "../good-template.ts";
import { judge } from "../judge.ts";

/** Replaces an action that a role allows. */
const swap = (name: string, action: string, ...actions: string[]) => ofStatement(name, action, { Action: actions });
/** The same for a transaction that puts, updates and checks. */
const transaction = (...names: string[]) =>
  swap("PostConfirmation", "dynamodb:PutItem", ...names.map((name) => `dynamodb:${name}`));
const update = (changes: object) => ofStatement("PreSignup", "dynamodb:UpdateItem", { ...changes });
const asksForUsers = swap("EnsureProfile", "cognito-idp:AdminGetUser", "cognito-idp:ListUsers");
const packages = { PreSignup: client("s3", "GetObject") };
const statement = { Effect: "Allow", Action: "cognito-idp:admingetuser", Resource: "arn" };

judge(roleRules, {
  faults: {
    "function-action": {
      "a query that its role does not allow": swap("SendMail", "dynamodb:Query", "dynamodb:Scan"),
      "a call that its role does not allow": swap("PostConfirmation", "lambda:InvokeFunction", "lambda:GetFunction"),
      "a user lookup that its role does not allow": asksForUsers,
      "a check in a transaction": transaction("PutItem", "UpdateItem"),
      "an update in a transaction": transaction("PutItem", "ConditionCheckItem"),
      "an action for a whole transaction": transaction("TransactWriteItems"),
      "a misspelled action": update({ Action: ["dynamodb:UpdateItems"] }),
      "an action of an unknown service": update({ Action: ["dynamo:UpdateItem"] }),
      "a statement that denies it": update({ Effect: "Deny" }),
    },
    "resource-wildcard": {
      "every table": update({ Resource: "*" }),
      "mails as any identity": ofStatement("SendMail", "ses:SendEmail", { Resource: ["*"] }),
      "all resources but one": update({ Resource: undefined, NotResource: "x" }),
    },
  },
  right: {
    "a role that is created elsewhere": {
      change: edit("PreSignupLambdaFunction", "Role", "arn:aws:iam::123456789012:role/own"),
      packages,
    },
    "a role with managed policies": {
      change: edit("PreSignupIamRoleLambdaExecution", "ManagedPolicyArns", ["arn:aws:iam::aws:policy/x"]),
      packages,
    },
    "an action in a separate policy, in another case": both(
      asksForUsers,
      add("Own", "AWS::IAM::Policy", {
        Roles: [{ Ref: "EnsureProfileIamRoleLambdaExecution" }],
        PolicyDocument: { Statement: [statement] },
      }),
    ),
    "all actions but one": update({ Action: undefined, NotAction: ["iam:PassRole"] }),
    "actions by their prefix": update({ Action: "dynamodb:Update*" }),
  },
});
