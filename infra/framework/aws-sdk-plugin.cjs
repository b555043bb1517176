"use strict";
const { readFileSync } = require("node:fs");

const constant = /^const (_\w+) = ("[^"]*");$/gm;
const computedKey = /\{ \[(_\w+)\]:/g;
const client = /^.*@aws-sdk[\\/]client-[\w-]+[\\/]/;
const schemas = /@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
const description = /@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/;
const adapt = "adapt infra/framework/aws-sdk-plugin.cjs";

/**
 * The SDK describes each operation with keys such as `{ [_h]: … }`. esbuild cannot know that they do nothing else, so
 * every operation of a service stays in the bundle: 45 KB of SES, 60 KB of Lambda. With the names written out it keeps
 * those that are used. Of its package.json a client sends the version alone, in its user agent, and bundles all: 2 KB.
 */
exports.shrinkAwsSdk = {
  name: "shrink-aws-sdk",
  setup: ({ initialOptions, onLoad, onEnd }) => {
    initialOptions.metafile = true;
    onLoad({ filter: schemas }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const names = new Map(Array.from(source.matchAll(constant), ([, name, text]) => [name, text]));
      if (names.size === 0) throw new Error(`${path} has no constants of the known form: ${adapt}.`);
      return {
        contents: source.replace(computedKey, (key, name) => (names.has(name) ? `{ ${names.get(name)}:` : key)),
        loader: "js",
      };
    });
    onLoad({ filter: description }, ({ path }) => ({
      contents: JSON.stringify({ version: JSON.parse(readFileSync(path, "utf8")).version }),
      loader: "json",
    }));
    onEnd(({ metafile }) => {
      const files = Object.keys(metafile?.inputs ?? {});
      const clients = new Set(files.flatMap((file) => client.exec(file) ?? []));
      const found = files.filter((file) => schemas.test(file));
      return {
        errors: [...clients]
          .filter((one) => !found.some((file) => file.startsWith(one)))
          .map((one) => ({ text: `${one} has its schemas elsewhere: ${adapt}.` })),
      };
    });
  },
};
