import { roleRules } from "../../../../tools/doctor/rules/roles.ts";
import { add, both, edit, ofStatement } from "../changes.ts";
import { client } from "../good-template.ts";
import { judge } from "../judge.ts";

/** A role that may do something else in place of an action. */
const instead = (name: string, action: string, ...actions: string[]) => ofStatement(name, action, { Action: actions });
/** The same of a transaction that puts, updates and checks. */
const transaction = (...names: string[]) =>
  instead("PostConfirmation", "dynamodb:PutItem", ...names.map((name) => `dynamodb:${name}`));
const update = (changes: object) => ofStatement("PreSignup", "dynamodb:UpdateItem", { ...changes });
const asksForUsers = instead("EnsureProfile", "cognito-idp:AdminGetUser", "cognito-idp:ListUsers");
const packages = { PreSignup: client("s3", "GetObject") };
const statement = { Effect: "Allow", Action: "cognito-idp:admingetuser", Resource: "arn" };

judge(roleRules, {
  faults: {
    "function-action": {
      "a query that its role may not do": instead("SendMail", "dynamodb:Query", "dynamodb:Scan"),
      "a call that its role may not do": instead("PostConfirmation", "lambda:InvokeFunction", "lambda:GetFunction"),
      "a look at a user that its role may not do": asksForUsers,
      "a check in a transaction": transaction("PutItem", "UpdateItem"),
      "an update in a transaction": transaction("PutItem", "ConditionCheckItem"),
      "an action for a whole transaction": transaction("TransactWriteItems"),
      "an action written wrong": update({ Action: ["dynamodb:UpdateItems"] }),
      "an action of no service": update({ Action: ["dynamo:UpdateItem"] }),
      "a statement that denies it": update({ Effect: "Deny" }),
    },
    "resource-wildcard": {
      "every table": update({ Resource: "*" }),
      "mails as any identity": ofStatement("SendMail", "ses:SendEmail", { Resource: ["*"] }),
      "all resources but one": update({ Resource: undefined, NotResource: "x" }),
    },
  },
  right: {
    "a role that is made elsewhere": {
      change: edit("PreSignupLambdaFunction", "Role", "arn:aws:iam::123456789012:role/own"),
      packages,
    },
    "a role with policies of elsewhere": {
      change: edit("PreSignupIamRoleLambdaExecution", "ManagedPolicyArns", ["arn:aws:iam::aws:policy/x"]),
      packages,
    },
    "an action in a policy of its own, in other case": both(
      asksForUsers,
      add("Own", "AWS::IAM::Policy", {
        Roles: [{ Ref: "EnsureProfileIamRoleLambdaExecution" }],
        PolicyDocument: { Statement: [statement] },
      }),
    ),
    "all actions but one": update({ Action: undefined, NotAction: ["iam:PassRole"] }),
    "some actions by their beginning": update({ Action: "dynamodb:Update*" }),
  },
});
