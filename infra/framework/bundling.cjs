"use strict";
const { join } = require("node:path");
const { readSuite, resolveSettingsFile, resolveSettingsFolder } = require("../../schema/folder.ts");
const { replacementsFor } = require("./replacements.cjs");
const { replaceModules } = require("./replace-modules-plugin.cjs");
const { shrinkAwsSdk } = require("./aws-sdk-plugin.cjs");

/**
 * How esbuild bundles a function, by the settings that the environment names. `functions` are those of serverless.yml;
 * `standIns` are files of a test, by the names under which src imports what they stand in for.
 */
const bundling = (functions, standIns = {}) => {
  const folder = resolveSettingsFolder(undefined, process.env);
  const replacements = replacementsFor(readSuite(folder), resolveSettingsFile(folder, "suite.config.ts"));
  return {
    absWorkingDir: join(__dirname, "..", ".."),
    bundle: true,
    minify: true,
    sourcemap: false,
    target: "node24",
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    legalComments: "none",
    keepNames: false,
    charset: "utf8", // written out, a Japanese letter takes three bytes; escaped, six
    supported: { "dynamic-import": false },
    plugins: [
      shrinkAwsSdk,
      replaceModules(
        [
          ...replacements.filter(({ name }) => !Object.hasOwn(standIns, name)),
          ...Object.entries(standIns).map(([name, path]) => ({ name, path })),
        ],
        functions,
      ),
    ],
  };
};

/** What serverless-esbuild asks for. */
module.exports = ({ service }) => ({
  ...bundling(service.functions),
  outputFileExtension: ".cjs",
  outputWorkFolder: process.env.BUILD_FOLDER || ".esbuild",
  exclude: [],
  watch: { pattern: ["src/**/*.ts", "suite.config.ts"] },
});
module.exports.bundling = bundling;
