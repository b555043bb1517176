"use strict";
const { readFileSync } = require("node:fs");

const constant = /^const (_\w+) = ("[^"]*");$/gm;
const computedKey = /\{ \[(_\w+)\]:/g;
const client = /^.*@aws-sdk[\\/]client-[\w-]+[\\/]/;
const schemas = /@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
const description = /@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/;
const adapt = "adapt infra/framework/aws-sdk-plugin.cjs";

/**
 * The SDK describes operations with computed keys such as `{ [_h]: … }`. esbuild assumes side effects and keeps every
 * operation: 45 KB for SES, 60 KB for Lambda. With literal keys, it keeps only the operations in use. A client also
 * bundles its package.json, of which it needs only the version for its user agent: 2 KB.
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
          .map((one) => ({ text: `${one} has no schemas at the known path: ${adapt}.` })),
      };
    });
  },
};
