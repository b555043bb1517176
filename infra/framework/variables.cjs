"use strict";
if (!process.features.typescript) {
  const error = new Error(`Node ${process.versions.node} reads no TypeScript.`);
  error.stack = `Node ${process.versions.node} reads no TypeScript. Write "npx serverless …", which runs on the project's own Node.`;
  throw error;
}

// Before the pool's own messages are loaded: the framework resolves variables before it runs any hook.
require("./build-first.cjs").buildFirst();

/** What serverless.yml takes from the settings: `${file(./infra/framework/variables.cjs):<name>}`. */
const { openProject } = require("../../schema/read.ts");
const { listFromAddresses } = require("../mail.ts");
const { buildReferences } = require("../references.ts");
const { buildResources } = require("../resources.ts");
const { sender } = require("../sender.ts");
const { buildStackPolicy } = require("../stack-policy.ts");
const { mergeTemplates } = require("../template.ts");

/** A wrong setting is said in its own lines, once: the framework would repeat them for every variable. */
const sayOnce = (error) => {
  if (error.name !== "SettingsError") throw error;
  console.error(error.message);
  process.exit(1);
};

const ofStage = (make) => (variables) =>
  variables
    .resolveVariable("sls:stage")
    .then((name) => {
      const { stage, suite } = openProject(undefined, process.env);
      return make(stage(name), suite);
    })
    .catch(sayOnce);

module.exports = {
  settings: ofStage((settings) => settings),
  references: ofStage(buildReferences),
  fromAddresses: ofStage(listFromAddresses),
  resources: ofStage(buildResources),
  stackPolicy: ofStage(buildStackPolicy),
  sender: ofStage((settings, suite) => mergeTemplates([sender(settings, suite)])),
};
