import { functionRules } from "../../../../tools/doctor/rules/functions.ts";
import { add, both, edit, ofStatement, remove } from "../changes.ts";
import { reads } from "../good-template.ts";
import { judge, packaged } from "../judge.ts";

const arnOf = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const toName = (value: unknown) => variable("PostConfirmation", "ENSURE_PROFILE_FUNCTION", value);
const to = (id: string) => ({ Resource: arnOf(id) });
const variable = (name: string, key: string, value: unknown) =>
  edit(`${name}LambdaFunction`, `Environment.Variables.${key}`, value);
const called = (Type: string, properties: Record<string, unknown>) => add("Caller", Type, properties);

judge(functionRules, {
  faults: {
    "function-package": {
      "a function whose package is not there": add("Own", "AWS::Lambda::Function", { Code: { S3Key: "gone" } }),
    },
    "function-handler": {
      "a file that the package has not": edit("PreSignupLambdaFunction", "Handler", "src/pre-sign-up.handler"),
      "an export that the file has not": edit("PreSignupLambdaFunction", "Handler", "src/handlers/pre-signup.handle"),
    },
    "function-variable": {
      "a variable that the code asks for": variable("PreSignup", "TABLE_NAME", undefined),
      "one that is empty": variable("PreSignup", "TABLE_NAME", ""),
    },

    "function-called": {
      "a function of another name": toName("ensureProfile"),
      "one that its role may not call": ofStatement(
        "PostConfirmation",
        "lambda:InvokeFunction",
        to("PagesLambdaFunction"),
      ),
    },
    "function-off": {
      "a function that is throttled away": edit("PreSignupLambdaFunction", "ReservedConcurrentExecutions", 0),
    },
    "async-failure": {
      "failed calls are lost": remove("EnsureProfileConfig"),
      "failed events are lost": remove("MailFeedbackConfig"),
      "a topic's messages are lost": called("AWS::SNS::Subscription", { Endpoint: arnOf("PagesLambdaFunction") }),
      "a schedule's calls are lost": called("AWS::Scheduler::Schedule", {
        Target: { Arn: arnOf("PagesLambdaFunction") },
      }),
    },
    "failure-permission": {
      "a role may not send what failed": ofStatement("EnsureProfile", "sqs:SendMessage", { Action: "sqs:GetMessage" }),
      "a role may send to another queue": ofStatement("SendMail", "sqs:SendMessage", to("ProfileFailures")),
    },
  },
  right: {
    "variables of Lambda's own": packaged({ Pages: reads("AWS_REGION") }),
    "a function that is called by its reference": toName({
      Ref: "EnsureProfileLambdaFunction",
    }),
    "a function that only the deployment knows": toName({
      "Fn::ImportValue": "x",
    }),
    "some calls reserved": edit("PreSignupLambdaFunction", "ReservedConcurrentExecutions", 10),
    "a dead-letter queue": both(
      remove("EnsureProfileConfig"),
      edit("EnsureProfileLambdaFunction", "DeadLetterConfig.TargetArn", arnOf("ProfileFailures")),
    ),
    "a subscription by mail": called("AWS::SNS::Subscription", { Protocol: "email", Endpoint: "o@example.com" }),
  },
});
