import { triggerRules } from "../../../../tools/doctor/rules/triggers.ts";
import { add, both, edit, propertiesOf, remove } from "../changes.ts";
import { judge } from "../judge.ts";

const pool = "CognitoUserPoolUsers";
const arnOf = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const wire = (trigger: string, value: unknown) => edit(pool, `LambdaConfig.${trigger}`, value);
const setVersion = (value: string) => wire("PreTokenGenerationConfig.LambdaVersion", value);
const setPermission = (property: string, value: unknown) => edit("PreSignupPermission", property, value);
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
      "two triggers with one function": wire("PreSignUp", arnOf("PostConfirmationLambdaFunction")),
      "a custom trigger with a suite function": wire("PreAuthentication", arnOf("PostAuthenticationLambdaFunction")),
    },
    "trigger-timeout": {
      "a trigger with a timeout of 6 s": edit("PostConfirmationLambdaFunction", "Timeout", 6),
    },
    "trigger-permission": {
      "a missing permission": remove("PreSignupPermission"),
      "a permission for another service": setPermission("Principal", "cognito.amazonaws.com"),
      "a permission for another action": setPermission("Action", "lambda:GetFunction"),
      "a permission for another pool": setPermission("SourceArn", arnOf("SuiteTable")),
      "a permission for another function": setPermission("FunctionName", arnOf("PagesLambdaFunction")),
    },
    "token-trigger-version": {
      "version 1": setVersion("V1_0"),
      "version 2 with machine clients": machine,
    },
    "existing-pool-helper": {
      "the helper for an existing pool": add("Helper", "Custom::CognitoUserPool"),
    },
  },
  right: {
    "a trigger behind an alias": both(
      add("Alias", "AWS::Lambda::Alias", { FunctionName: { Ref: "PreSignupLambdaFunction" } }),
      wire("PreSignUp", { Ref: "Alias" }),
      setPermission("FunctionName", { Ref: "Alias" }),
    ),
    "a trigger by function name": (template) =>
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
    "a trigger known only at deployment": wire("PreSignUp", { "Fn::ImportValue": "x" }),
    "a trigger from a parameter": wire("PreSignUp", { Ref: "Parameter" }),
    "a permission in another case, as AWS allows": setPermission("Action", "Lambda:invokeFunction"),
    "a permission for every pool": setPermission("SourceArn", undefined),
    "a pool ARN from its parts": setPermission("SourceArn", {
      "Fn::Sub": `arn:aws:cognito-idp:\${AWS::Region}:\${AWS::AccountId}:userpool/\${${pool}}`,
    }),
    "a custom function instead of the suite's": edit("PreSignupLambdaFunction", "Handler", "src/own.handler"),
    "a slow custom sender, which delays no one": both(
      wire("CustomEmailSender", { LambdaArn: arnOf("SendMailLambdaFunction"), LambdaVersion: "V1_0" }),
      add("SenderPermission", "AWS::Lambda::Permission", {
        FunctionName: arnOf("SendMailLambdaFunction"),
        Action: "lambda:InvokeFunction",
        Principal: "cognito-idp.amazonaws.com",
      }),
    ),
    "version 3 with machine clients": both(machine, setVersion("V3_0")),
    "another pool without triggers": add("Second", "AWS::Cognito::UserPool"),
    "an existing pool": remove(pool),
  },
});
