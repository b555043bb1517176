"use strict";

/** What the framework does not do by itself, each in a few lines. */
module.exports = class SuitePlugin {
  constructor(serverless) {
    // The framework packages lambdaVersion but its schema does not know it.
    serverless.configSchemaHandler.defineFunctionEventProperties("aws", "cognitoUserPool", {
      properties: { lambdaVersion: { enum: ["V1_0", "V2_0", "V3_0"] } },
    });
    this.hooks = {
      "before:offline:start:init": surviveFailedInvocations,
      "before:deploy:deploy": () => refuseLocal(serverless),
      "before:package:finalize": () => tidyRoles(serverless.service.provider.compiledCloudFormationTemplate.Resources),
    };
  }
};

// serverless-offline does not wait for asynchronous invocations, and one that fails would end it.
const surviveFailedInvocations = () =>
  process.on("unhandledRejection", (error) => console.error("An asynchronous invocation failed:", error?.message));

const refuseLocal = (serverless) => {
  if (serverless.service.provider.stage === "local")
    throw new serverless.classes.Error("Name the stage to deploy: npm run deploy -- --stage dev (or staging, prod).");
};

const tidyRoles = (resources) => {
  // Every function has a role of its own, so the common one is nobody's.
  delete resources.IamRoleLambdaExecution;
  // A fixed name may pass IAM's 64 characters; CloudFormation names them within it.
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== "AWS::IAM::Role") continue;
    delete Properties.RoleName;
    // The template makes the log groups, with their retention; a function that made one would make it without.
    for (const statement of Properties.Policies[0].PolicyDocument.Statement)
      statement.Action = statement.Action.filter((action) => action !== "logs:CreateLogGroup");
  }
};
