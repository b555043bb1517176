"use strict";
if (!process.features.typescript) {
  const error = new Error(`Node ${process.versions.node} cannot run TypeScript.`);
  error.stack = `Node ${process.versions.node} cannot run TypeScript: write "npx serverless …", which uses the project's own Node.`;
  throw error;
}

// Builds before the pool's messages are loaded, because the framework resolves variables before it runs hooks.
require("./build-first.cjs").buildFirst();

/** The variables of serverless.yml: `${file(./infra/framework/variables.cjs):<name>}`. */
const { openProject } = require("../../schema/read.ts");
const { listFromAddresses } = require("../mail.ts");
const { buildReferences } = require("../references.ts");
const { buildResources } = require("../resources.ts");
const { sender } = require("../sender.ts");
const { buildStackPolicy } = require("../stack-policy.ts");
const { mergeTemplates } = require("../template.ts");

/** Prints a settings error once, because the framework would repeat it for every variable. */
const exitWithMessage = (error) => {
  if (error.name !== "SettingsError") throw error;
  console.error(error.message);
  process.exit(1);
};

const forStage = (make) => (variables) =>
  variables
    .resolveVariable("sls:stage")
    .then((name) => {
      const { stage, suite } = openProject(undefined, process.env);
      return make(stage(name), suite);
    })
    .catch(exitWithMessage);

module.exports = {
  settings: forStage((settings) => settings),
  references: forStage(buildReferences),
  fromAddresses: forStage(listFromAddresses),
  resources: forStage(buildResources),
  stackPolicy: forStage(buildStackPolicy),
  sender: forStage((settings, suite) => mergeTemplates([sender(settings, suite)])),
};
