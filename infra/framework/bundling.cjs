"use strict";
const { join } = require("node:path");
const { readSuite, resolveSettingsFile, resolveSettingsFolder } = require("../../schema/folder.ts");
const { replacementsFor } = require("./replacements.cjs");
const { replaceModules } = require("./replace-modules-plugin.cjs");
const { shrinkAwsSdk } = require("./aws-sdk-plugin.cjs");

/**
 * The esbuild options for a function, by the settings that the environment names. `functions` are those of
 * serverless.yml. `standIns` are a test's files, by the names under which src imports the originals.
 */
const createBuildOptions = (functions, standIns = {}) => {
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
    charset: "utf8", // a Japanese letter takes three bytes in UTF-8, six if escaped
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

/** The configuration of serverless-esbuild. */
module.exports = ({ service }) => ({
  ...createBuildOptions(service.functions),
  outputFileExtension: ".cjs",
  outputWorkFolder: process.env.BUILD_FOLDER || ".esbuild",
  exclude: [],
  watch: { pattern: ["src/**/*.ts", "suite.config.ts"] },
});
module.exports.createBuildOptions = createBuildOptions;
