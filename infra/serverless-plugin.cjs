"use strict";

/** What the framework does not do by itself, each in a few lines. */
module.exports = class SuitePlugin {
  constructor(serverless) {
    // The framework packages lambdaVersion but its schema does not know it.
    serverless.configSchemaHandler.defineFunctionEventProperties("aws", "cognitoUserPool", {
      properties: { lambdaVersion: { enum: ["V1_0", "V2_0", "V3_0"] } },
    });
    this.hooks = {
      "before:deploy:deploy": () => refuseLocal(serverless),
      "before:package:finalize": () => tidyRoles(serverless.service.provider.compiledCloudFormationTemplate.Resources),
    };
  }
};

const refuseLocal = (serverless) => {
  if (serverless.service.provider.stage === "local")
    throw new serverless.classes.Error("Name the stage to deploy: npm run deploy -- --stage dev (or staging, prod).");
};

const tidyRoles = (resources) => {
  // Every function has a role of its own, so the common one is nobody's.
  delete resources.IamRoleLambdaExecution;
  // A fixed name may pass IAM's 64 characters; CloudFormation names them within it.
  for (const { Type, Properties } of Object.values(resources))
    if (Type === "AWS::IAM::Role") delete Properties.RoleName;
};
