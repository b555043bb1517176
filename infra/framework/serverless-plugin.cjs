"use strict";
const { buildFirst } = require("./build-first.cjs");

/** What the framework does not do by itself, each in a few lines. */
module.exports = class SuitePlugin {
  constructor(serverless) {
    // The framework packages lambdaVersion but its schema does not know it.
    serverless.configSchemaHandler.defineFunctionEventProperties("aws", "cognitoUserPool", {
      properties: { lambdaVersion: { enum: ["V1_0", "V2_0", "V3_0"] } },
    });
    // In serverless.yml this plugin stands before serverless-esbuild, which bundles at the same events.
    this.hooks = {
      "before:package:initialize": buildFirst,
      "before:deploy:function:packageFunction": buildFirst,
      "before:invoke:local:invoke": buildFirst,
      "before:offline:start": buildFirst,
      "before:offline:start:init": () => {
        buildFirst();
        surviveFailedInvocations();
      },
      "before:deploy:deploy": () => refuseLocal(serverless),
      "before:package:compileEvents": () => attachToExistingPool(serverless),
      // After serverless-iam-roles-per-function, which makes the roles before package:finalize.
      "before:aws:package:finalize:mergeCustomProviderResources": () => {
        const { Resources } = serverless.service.provider.compiledCloudFormationTemplate;
        tidyRoles(Resources);
        allowTraces(Resources);
        nameAccount(Resources);
        limitPages(Resources);
      },
    };
  }
};

// serverless-offline does not wait for asynchronous invocations, and one that fails would end it.
const surviveFailedInvocations = () =>
  process.on("unhandledRejection", (error) => console.error("An asynchronous invocation failed:", error?.message));

const refuseLocal = (serverless) => {
  if (serverless.getProvider("aws").getStage() === "local")
    throw new serverless.classes.Error("Name the stage to deploy: npm run deploy -- --stage dev (or staging, prod).");
};

// The framework would change an existing pool through a function that may do so to every pool and pass on every role.
// So the stack only lets the pool call its triggers, and `npx suite attach` names them to it.
const attachToExistingPool = (serverless) => {
  const { custom, functions, provider } = serverless.service;
  if (!custom.settings.userPool.existing) return;
  const { naming } = serverless.getProvider("aws");
  for (const [name, definition] of Object.entries(functions)) {
    const triggers = definition.events.flatMap(({ cognitoUserPool }) => (cognitoUserPool ? [cognitoUserPool] : []));
    definition.events = definition.events.filter(({ cognitoUserPool }) => !cognitoUserPool);
    for (const { pool, trigger } of triggers)
      provider.compiledCloudFormationTemplate.Resources[
        naming.getLambdaCognitoUserPoolPermissionLogicalId(name, pool, trigger)
      ] = {
        Type: "AWS::Lambda::Permission",
        Properties: {
          FunctionName: { "Fn::GetAtt": [naming.getLambdaLogicalId(name), "Arn"] },
          Action: "lambda:InvokeFunction",
          Principal: "cognito-idp.amazonaws.com",
          SourceArn: custom.references.userPoolArn,
        },
      };
  }
};

// Cognito may call a trigger for this pool of this account only; the framework writes the pool, here is the account.
const nameAccount = (resources) => {
  for (const { Type, Properties } of Object.values(resources))
    if (Type === "AWS::Lambda::Permission" && Properties.Principal === "cognito-idp.amazonaws.com")
      Properties.SourceAccount = { Ref: "AWS::AccountId" };
};

// All functions of an account share its concurrency. Anybody can open the pages, so without a limit of their own a flood
// of them would keep triggers from running, and people from signing in.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
const limitPages = (resources) => {
  for (const { Type, Properties } of Object.values(resources))
    if (Type === "AWS::ApiGatewayV2::Stage")
      Properties.DefaultRouteSettings = {
        ...Properties.DefaultRouteSettings,
        ThrottlingRateLimit: 100,
        ThrottlingBurstLimit: 200,
      };
};

// The framework allows a traced function its traces in the common role only, which is nobody's.
// X-Ray has no resources to name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
const allowTraces = (resources) => {
  for (const { Type, Properties } of Object.values(resources))
    if (Type === "AWS::Lambda::Function" && Properties.TracingConfig?.Mode === "Active")
      resources[Properties.Role["Fn::GetAtt"][0]].Properties.Policies[0].PolicyDocument.Statement.push({
        Effect: "Allow",
        Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        Resource: "*",
      });
};

const tidyRoles = (resources) => {
  // Every function has a role of its own, so the common one is nobody's.
  delete resources.IamRoleLambdaExecution;
  // A fixed name may pass IAM's 64 characters; CloudFormation names them within it.
  for (const [name, { Type, Properties }] of Object.entries(resources)) {
    if (Type !== "AWS::IAM::Role" || !name.endsWith("IamRoleLambdaExecution")) continue;
    delete Properties.RoleName;
    // The template makes the log groups, with their retention; a function that made one would make it without.
    for (const statement of Properties.Policies[0].PolicyDocument.Statement)
      statement.Action = statement.Action.filter((action) => action !== "logs:CreateLogGroup");
  }
};
