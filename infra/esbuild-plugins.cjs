"use strict";
const { readFileSync } = require("node:fs");
const { settingsFile, settingsFolder } = require("../scripts/settings-folder.ts");
const disposableDomains = require("./disposable-domains-plugin.cjs");
const unusedClients = require("./unused-clients-plugin.cjs");

const constant = /^const (_\w+) = ("[^"]*");$/gm;
const computedKey = /\{ \[(_\w+)\]:/g;

/**
 * The SDK describes each operation with keys such as `{ [_h]: … }`. esbuild cannot know that they do nothing else, so
 * every operation of a service stays in the bundle: 45 KB of SES, 60 KB of Lambda. With the names written out it keeps
 * those that are used.
 */
const writeOutSchemaKeys = {
  name: "write-out-schema-keys",
  setup: ({ onLoad }) =>
    onLoad({ filter: /@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const names = new Map(Array.from(source.matchAll(constant), ([, name, text]) => [name, text]));
      if (names.size === 0)
        throw new Error(`${path} has no constants of the known form: adapt infra/esbuild-plugins.cjs.`);
      return {
        contents: source.replace(computedKey, (key, name) => (names.has(name) ? `{ ${names.get(name)}:` : key)),
        loader: "js",
      };
    }),
};

/** With another settings folder, suite.config.ts is the one that lies there; that one itself may build on the project's. */
const chosenSuite = {
  name: "chosen-suite",
  setup: ({ onResolve }) => {
    const path = settingsFile(settingsFolder(undefined, process.env), "suite.config.ts");
    onResolve({ filter: /(?:^|[\\/])suite\.config\.ts$/ }, ({ importer }) =>
      importer === path ? undefined : { path },
    );
  },
};

module.exports = [writeOutSchemaKeys, chosenSuite, disposableDomains, unusedClients];
