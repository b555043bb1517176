"use strict";
const { buildFirst } = require("./build-first.cjs");

module.exports = class SuitePlugin {
  constructor(serverless) {
    // The framework supports lambdaVersion, but its schema does not include it.
    serverless.configSchemaHandler.defineFunctionEventProperties("aws", "cognitoUserPool", {
      properties: { lambdaVersion: { enum: ["V1_0", "V2_0", "V3_0"] } },
    });
    // serverless.yml lists this plugin before serverless-esbuild, which bundles at the same events.
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
      // Runs after serverless-iam-roles-per-function, which creates the roles before package:finalize.
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

// serverless-offline does not await asynchronous invocations, so a failing one would end the process.
const surviveFailedInvocations = () =>
  process.on("unhandledRejection", (error) => console.error("An asynchronous invocation failed:", error?.message));

const refuseLocal = (serverless) => {
  if (serverless.getProvider("aws").getStage() === "local")
    throw new serverless.classes.Error(
      "The stage local cannot be deployed: write npm run deploy -- --stage dev (or staging, prod).",
    );
};

// The framework would change an existing pool through a function that may change every pool and pass any role. Instead,
// the stack only allows the pool to call its triggers, and `npx suite attach` adds them to the pool.
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

// Cognito may call a trigger only for this pool of this account. The framework sets the pool; this sets the account.
const nameAccount = (resources) => {
  for (const { Type, Properties } of Object.values(resources))
    if (Type === "AWS::Lambda::Permission" && Properties.Principal === "cognito-idp.amazonaws.com")
      Properties.SourceAccount = { Ref: "AWS::AccountId" };
};

// All functions of an account share its concurrency. The pages are public, so without a limit, a flood of requests
// would stop the triggers and every sign-in.
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

// The framework adds the right to trace only to the common role, which no function has. X-Ray has no resources to name:
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
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
  // Every function has its own role, so the common one is unused.
  delete resources.IamRoleLambdaExecution;
  // A fixed name can exceed IAM's 64 characters, so CloudFormation names the roles.
  for (const [name, { Type, Properties }] of Object.entries(resources)) {
    if (Type !== "AWS::IAM::Role" || !name.endsWith("IamRoleLambdaExecution")) continue;
    delete Properties.RoleName;
    // The template creates the log groups, with their retention; a function would create them without it.
    for (const statement of Properties.Policies[0].PolicyDocument.Statement)
      statement.Action = statement.Action.filter((action) => action !== "logs:CreateLogGroup");
  }
};
