"use strict";
if (!process.features.typescript) {
  const error = new Error(`Node ${process.versions.node} reads no TypeScript.`);
  error.stack = `Node ${process.versions.node} reads no TypeScript. Write "npx serverless …", which runs on the project's own Node.`;
  throw error;
}

/** What serverless.yml takes from the settings: `${file(./infra/variables.cjs):<name>}`. */
const { openProject } = require("../scripts/configuration.ts");
const { fromAddresses } = require("./mail.ts");
const { references } = require("./references.ts");
const { resources } = require("./resources.ts");
const { sender } = require("./sender.ts");
const { stackPolicy } = require("./stack-policy.ts");
const { merged } = require("./template.ts");

/** The framework shows an error with its stack; a wrong setting is said in its own lines alone. */
const withoutStack = (error) => {
  if (error.name === "SettingsError") error.stack = `\n${error.message}`;
  throw error;
};

const ofStage = (make) => (variables) =>
  variables
    .resolveVariable("sls:stage")
    .then((name) => {
      const { stage, suite } = openProject(undefined, process.env);
      return make(stage(name), suite);
    })
    .catch(withoutStack);

module.exports = {
  settings: ofStage((settings) => settings),
  references: ofStage(references),
  fromAddresses: ofStage(fromAddresses),
  resources: ofStage(resources),
  stackPolicy: ofStage(stackPolicy),
  sender: ofStage((settings, suite) => merged([sender(settings, suite)])),
};
