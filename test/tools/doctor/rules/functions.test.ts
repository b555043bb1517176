import { functionRules } from "../../../../tools/doctor/rules/functions.ts";
import { add, both, edit, ofStatement, remove } from "../changes.ts";
import { reads } from "../good-template.ts";
import { judge, withCode } from "../judge.ts";

const arnOf = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const callByName = (value: unknown) => setVariable("PostConfirmation", "ENSURE_PROFILE_FUNCTION", value);
const to = (id: string) => ({ Resource: arnOf(id) });
const setVariable = (name: string, key: string, value: unknown) =>
  edit(`${name}LambdaFunction`, `Environment.Variables.${key}`, value);
const addCaller = (Type: string, properties: Record<string, unknown>) => add("Caller", Type, properties);

judge(functionRules, {
  faults: {
    "function-package": {
      "a function without its package": add("Own", "AWS::Lambda::Function", { Code: { S3Key: "gone" } }),
    },
    "function-handler": {
      "a file that the package lacks": edit("PreSignupLambdaFunction", "Handler", "src/pre-sign-up.handler"),
      "an export that the file lacks": edit("PreSignupLambdaFunction", "Handler", "src/handlers/pre-signup.handle"),
    },
    "function-variable": {
      "a missing variable that the code reads": setVariable("PreSignup", "TABLE_NAME", undefined),
      "an empty variable": setVariable("PreSignup", "TABLE_NAME", ""),
    },

    "function-called": {
      "a function with another name": callByName("ensureProfile"),
      "a function that the role may not call": ofStatement(
        "PostConfirmation",
        "lambda:InvokeFunction",
        to("PagesLambdaFunction"),
      ),
    },
    "function-off": {
      "a function without concurrency": edit("PreSignupLambdaFunction", "ReservedConcurrentExecutions", 0),
    },
    "async-failure": {
      "lost calls": remove("EnsureProfileConfig"),
      "lost events": remove("MailFeedbackConfig"),
      "lost messages of a topic": addCaller("AWS::SNS::Subscription", { Endpoint: arnOf("PagesLambdaFunction") }),
      "lost calls of a schedule": addCaller("AWS::Scheduler::Schedule", {
        Target: { Arn: arnOf("PagesLambdaFunction") },
      }),
    },
    "failure-permission": {
      "a role without sqs:SendMessage": ofStatement("EnsureProfile", "sqs:SendMessage", { Action: "sqs:GetMessage" }),
      "a role that may use another queue": ofStatement("SendMail", "sqs:SendMessage", to("ProfileFailures")),
    },
  },
  right: {
    "variables of Lambda": withCode({ Pages: reads("AWS_REGION") }),
    "a function called by reference": callByName({
      Ref: "EnsureProfileLambdaFunction",
    }),
    "a function known only at deployment": callByName({
      "Fn::ImportValue": "x",
    }),
    "reserved concurrency": edit("PreSignupLambdaFunction", "ReservedConcurrentExecutions", 10),
    "a dead-letter queue": both(
      remove("EnsureProfileConfig"),
      edit("EnsureProfileLambdaFunction", "DeadLetterConfig.TargetArn", arnOf("ProfileFailures")),
    ),
    "a subscription by email": addCaller("AWS::SNS::Subscription", { Protocol: "email", Endpoint: "o@example.com" }),
  },
});
