import { expect, it } from "@jest/globals";
import { findingsOf } from "../../scripts/doctor/finding.ts";
import { ownRules } from "../../scripts/doctor/rules.ts";
import type { Properties, Template } from "../../scripts/doctor/template.ts";
import { propertiesOf } from "./changes.ts";
import { goodTemplate } from "./good-template.ts";

const config = (template: Template) => propertiesOf(template, "Pool")["LambdaConfig"] as Properties;
const variables = (template: Template) =>
  (propertiesOf(template, "PreSignUp")["Environment"] as { Variables: Properties }).Variables;

const client = (template: Template, properties: Properties) => {
  template.Resources["Other"] = {
    Type: "AWS::Cognito::UserPoolClient",
    Properties: { UserPoolId: { Ref: "Pool" }, PreventUserExistenceErrors: "ENABLED", ...properties },
  };
};

/** Other ways to write what is right. A rule that objects to one of them is of no use with other people's templates. */
const variants: Record<string, (template: Template) => void> = {
  "a trigger behind an alias": (template) => {
    template.Resources["Alias"] = { Type: "AWS::Lambda::Alias", Properties: { FunctionName: { Ref: "PreSignUp" } } };
    config(template)["PreSignUp"] = { Ref: "Alias" };
    propertiesOf(template, "PreSignUpPermission")["FunctionName"] = { Ref: "Alias" };
  },
  "a trigger by the function's name": (template) => {
    config(template)["PreSignUp"] = {
      "Fn::Join": [
        ":",
        ["arn:aws:lambda", { Ref: "AWS::Region" }, { Ref: "AWS::AccountId" }, "function", "good-PreSignUp"],
      ],
    };
  },
  "a trigger from a parameter": (template) => {
    template.Parameters = { TriggerArn: { Type: "String" } };
    config(template)["PreSignUp"] = { Ref: "TriggerArn" };
  },
  "a timeout from a parameter's default": (template) => {
    template.Parameters = { Seconds: { Type: "Number", Default: 5 } };
    propertiesOf(template, "PreSignUp")["Timeout"] = { Ref: "Seconds" };
  },
  "a condition with two good branches": (template) => {
    template.Conditions = { Big: { "Fn::Equals": ["a", "a"] } };
    propertiesOf(template, "Pool")["UserPoolTier"] = { "Fn::If": ["Big", "PLUS", { Ref: "AWS::NoValue" }] };
  },
  "the pool's ARN put together": (template) => {
    propertiesOf(template, "PreSignUpPermission")["SourceArn"] = {
      "Fn::Sub": "arn:${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/${Pool}",
    };
  },
  "version 1 in the old key": (template) => {
    config(template)["PreTokenGeneration"] = { "Fn::GetAtt": ["PreTokenGeneration", "Arn"] };
    delete config(template)["PreTokenGenerationConfig"];
    propertiesOf(template, "Pool")["UserPoolTier"] = "LITE";
    propertiesOf(template, "WebClient")["ExplicitAuthFlows"] = ["ALLOW_USER_SRP_AUTH"];
    propertiesOf(template, "Domain")["ManagedLoginVersion"] = 1;
    delete template.Resources["WebStyle"];
  },
  "the code mode by default": (template) => {
    delete propertiesOf(template, "Pool")["VerificationMessageTemplate"];
  },
  "mails through an SES in Ireland": (template) => {
    (propertiesOf(template, "Pool")["EmailConfiguration"] as Properties)["SourceArn"] =
      "arn:aws:ses:eu-west-1:123456789012:identity/mail.good.internal";
  },
  "a machine with version 3": (template) => {
    (config(template)["PreTokenGenerationConfig"] as Properties)["LambdaVersion"] = "V3_0";
    client(template, {
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ["api/read"],
      ExplicitAuthFlows: [],
      PreventUserExistenceErrors: undefined,
    });
  },
  "a server's client with a secret": (template) => {
    template.Resources["OtherStyle"] = structuredClone(template.Resources["WebStyle"]) as never;
    propertiesOf(template, "OtherStyle")["ClientId"] = { Ref: "Other" };
    client(template, {
      ClientName: "backend",
      GenerateSecret: true,
      WriteAttributes: ["name"],
      AllowedOAuthFlows: ["code"],
      AllowedOAuthFlowsUserPoolClient: true,
      CallbackURLs: ["https://app.example.com/back"],
    });
  },
  "a provider by reference": (template) => {
    template.Resources["Google"] = {
      Type: "AWS::Cognito::UserPoolIdentityProvider",
      Properties: {
        ProviderName: "Google",
        ProviderDetails: {
          client_id: "1234-abcd.apps.googleusercontent.com",
          client_secret: "{{resolve:secretsmanager:google:SecretString:client_secret}}",
          authorize_scopes: "openid email profile",
        },
      },
    };
    propertiesOf(template, "WebClient")["SupportedIdentityProviders"] = ["COGNITO", { Ref: "Google" }];
  },
  "MFA by SMS with a role": (template) => {
    Object.assign(propertiesOf(template, "Pool"), {
      EnabledMfas: ["SMS_MFA"],
      SmsConfiguration: { SnsCallerArn: "arn:aws:iam::123456789012:role/sms", ExternalId: "x" },
    });
  },
  "an identity pool with roles of its own": (template) => {
    template.Resources["Identities"] = {
      Type: "AWS::Cognito::IdentityPool",
      Properties: {
        AllowUnauthenticatedIdentities: false,
        CognitoIdentityProviders: [{ ClientId: { Ref: "WebClient" }, ServerSideTokenCheck: true }],
      },
    };
    template.Resources["SignedIn"] = {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [
            {
              Effect: "Allow",
              Principal: { Federated: "cognito-identity.amazonaws.com" },
              Action: "sts:AssumeRoleWithWebIdentity",
              Condition: {
                StringEquals: { "cognito-identity.amazonaws.com:aud": { Ref: "Identities" } },
                "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
              },
            },
          ],
        },
      },
    };
  },
  "a queue that refuses calls without TLS": (template) => {
    template.Resources["Tls"] = {
      Type: "AWS::SQS::QueuePolicy",
      Properties: {
        PolicyDocument: {
          Statement: [
            {
              Effect: "Deny",
              Principal: "*",
              Action: "sqs:*",
              Resource: "*",
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        },
      },
    };
  },
  "a key's alias, an ARN and a hash of a file": (template) => {
    Object.assign(variables(template), {
      SECRET_ARN: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:links-AbCdEf",
      SECRET_NAME: "suite/prod/links",
      PASSWORD_MINIMUM_LENGTH: "10",
      PAGES_URL: { "Fn::Sub": "https://${AWS::Region}.example.com" },
      DIGEST: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    });
  },
  "names and sums that look as if drawn by lot": (template) => {
    template.Resources["PreSignUpServiceRole3C357FF2ABcd01EFgh23"] = { Type: "AWS::SNS::Topic" };
    template.Resources["Version"] = {
      Type: "AWS::Lambda::Version",
      Properties: {
        FunctionName: { Ref: "PreSignUp" },
        CodeSha256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
      },
    };
    variables(template)["TOPIC"] = { Ref: "PreSignUpServiceRole3C357FF2ABcd01EFgh23" };
  },
  "a machine that may refresh": (template) => {
    (config(template)["PreTokenGenerationConfig"] as Properties)["LambdaVersion"] = "V3_0";
    client(template, {
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthFlowsUserPoolClient: true,
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      PreventUserExistenceErrors: undefined,
    });
  },
  "functions without names": (template) => {
    for (const id of ["PreSignUp"]) {
      delete propertiesOf(template, id)["FunctionName"];
      propertiesOf(template, `${id}Logs`)["LogGroupName"] = { "Fn::Sub": `/aws/lambda/\${${id}}` };
    }
    delete template.Resources["PreSignUp"]?.DependsOn;
  },
  "a log group of a function's choice": (template) => {
    propertiesOf(template, "PreSignUp")["LoggingConfig"] = { LogGroup: { Ref: "PreSignUpLogs" } };
    delete propertiesOf(template, "PreSignUpLogs")["LogGroupName"];
  },
  "a dead-letter queue": (template) => {
    delete template.Resources["EnsureProfileFailures"];
    propertiesOf(template, "EnsureProfile")["DeadLetterConfig"] = { TargetArn: { "Fn::GetAtt": ["Failures", "Arn"] } };
  },
};

it.each(Object.entries(variants))("finds nothing in %s", async (_, change) => {
  const template = goodTemplate();
  change(template);
  const checked = { template, bytes: 1_000, production: true, region: "eu-central-1" };
  expect(await findingsOf(ownRules, checked)).toEqual([]);
});

it("lets a stage for development keep less and come back to localhost", async () => {
  const template = goodTemplate();
  propertiesOf(template, "Pool")["DeletionProtection"] = "INACTIVE";
  propertiesOf(template, "Table")["DeletionProtectionEnabled"] = false;
  propertiesOf(template, "WebClient")["CallbackURLs"] = ["http://localhost:3000/"];
  propertiesOf(template, "PreSignUp")["TracingConfig"] = { Mode: "PassThrough" };
  const checked = { template, bytes: 1_000 };
  expect(await findingsOf(ownRules, { ...checked, production: false })).toEqual([]);
  const found = await findingsOf(ownRules, { ...checked, production: true });
  expect(found.map(({ rule }) => rule).sort()).toEqual([
    "client-localhost",
    "function-tracing",
    "pool-kept",
    "table-kept",
  ]);
});

it.each([
  ["template-size", { bytes: 51_201 }, true],
  ["template-size", { bytes: 1_000_001 }, undefined],
  ["template-transform", { template: { ...goodTemplate(), Transform: "AWS::Serverless-2016-10-31" } }, true],
])("says %s of %o", async (rule, given, note) => {
  const checked = { template: goodTemplate(), bytes: 1_000, production: true, ...given };
  const found = (await findingsOf(ownRules, checked)).filter((finding) => finding.rule === rule);
  expect(found.map((finding) => finding.note)).toEqual([note]);
});
