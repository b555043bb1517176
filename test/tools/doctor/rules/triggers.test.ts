import { triggerRules } from "../../../../tools/doctor/rules/triggers.ts";
import { add, both, edit, propertiesOf, remove } from "../changes.ts";
import { judge } from "../judge.ts";

const pool = "CognitoUserPoolUsers";
const arnOf = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const wire = (trigger: string, value: unknown) => edit(pool, `LambdaConfig.${trigger}`, value);
const version = (value: string) => wire("PreTokenGenerationConfig.LambdaVersion", value);
const permission = (property: string, value: unknown) => edit("PreSignupPermission", property, value);
const machine = add("Robot", "AWS::Cognito::UserPoolClient", { AllowedOAuthFlows: ["client_credentials"] });

judge(triggerRules, {
  faults: {
    "trigger-missing": {
      "PreSignUp is not wired": wire("PreSignUp", undefined),
      "CustomMessage is not wired": wire("CustomMessage", undefined),
      "PostConfirmation is not wired": wire("PostConfirmation", undefined),
      "PostAuthentication is not wired": wire("PostAuthentication", undefined),
      "PreTokenGeneration is not wired": wire("PreTokenGenerationConfig", undefined),
    },
    "trigger-target": {
      "a function of another stack": wire("PreSignUp", "arn:aws:lambda:eu-west-1:123456789012:function:x"),
      "a table": wire("PreSignUp", arnOf("SuiteTable")),
    },
    "trigger-function": {
      "two triggers are one function": wire("PreSignUp", arnOf("PostConfirmationLambdaFunction")),
      "a trigger of one's own is the suite's": wire("PreAuthentication", arnOf("PostAuthenticationLambdaFunction")),
    },
    "trigger-timeout": {
      "a trigger may run 6 s": edit("PostConfirmationLambdaFunction", "Timeout", 6),
    },
    "trigger-permission": {
      "a permission is gone": remove("PreSignupPermission"),
      "one for another service": permission("Principal", "cognito.amazonaws.com"),
      "one for another action": permission("Action", "lambda:GetFunction"),
      "one for another pool": permission("SourceArn", arnOf("SuiteTable")),
      "one of another function": permission("FunctionName", arnOf("PagesLambdaFunction")),
    },
    "token-trigger-version": {
      "version 1": version("V1_0"),
      "version 2 with clients of machines": machine,
    },
    "existing-pool-helper": {
      "the helper for an existing pool": add("Helper", "Custom::CognitoUserPool"),
    },
  },
  right: {
    "a trigger behind an alias": both(
      add("Alias", "AWS::Lambda::Alias", { FunctionName: { Ref: "PreSignupLambdaFunction" } }),
      wire("PreSignUp", { Ref: "Alias" }),
      permission("FunctionName", { Ref: "Alias" }),
    ),
    "a trigger by the function's name": (template) =>
      wire("PreSignUp", {
        "Fn::Join": [
          ":",
          [
            "arn:aws:lambda",
            { Ref: "AWS::Region" },
            "1",
            "function",
            propertiesOf(template, "PreSignupLambdaFunction")["FunctionName"],
          ],
        ],
      })(template),
    "a trigger that only the deployment knows": wire("PreSignUp", { "Fn::ImportValue": "x" }),
    "a trigger from a parameter": wire("PreSignUp", { Ref: "Parameter" }),
    "a permission in other case, as AWS takes it": permission("Action", "Lambda:invokeFunction"),
    "a permission for every pool": permission("SourceArn", undefined),
    "the pool's ARN put together": permission("SourceArn", {
      "Fn::Sub": `arn:aws:cognito-idp:\${AWS::Region}:\${AWS::AccountId}:userpool/\${${pool}}`,
    }),
    "a function of one's own in place of the suite's": edit("PreSignupLambdaFunction", "Handler", "src/own.handler"),
    "a slow custom sender, for which nobody waits": both(
      wire("CustomEmailSender", { LambdaArn: arnOf("SendMailLambdaFunction"), LambdaVersion: "V1_0" }),
      add("SenderPermission", "AWS::Lambda::Permission", {
        FunctionName: arnOf("SendMailLambdaFunction"),
        Action: "lambda:InvokeFunction",
        Principal: "cognito-idp.amazonaws.com",
      }),
    ),
    "version 3 with clients of machines": both(machine, version("V3_0")),
    "another pool, which calls nothing": add("Second", "AWS::Cognito::UserPool"),
    "a pool that is there already": remove(pool),
  },
});
