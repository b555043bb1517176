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
const { fromAddresses } = require("../mail.ts");
const { references } = require("../references.ts");
const { resources } = require("../resources.ts");
const { sender } = require("../sender.ts");
const { stackPolicy } = require("../stack-policy.ts");
const { merged } = require("../template.ts");

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
  references: ofStage(references),
  fromAddresses: ofStage(fromAddresses),
  resources: ofStage(resources),
  stackPolicy: ofStage(stackPolicy),
  sender: ofStage((settings, suite) => merged([sender(settings, suite)])),
};
