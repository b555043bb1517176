"use strict";
const { brotliCompressSync } = require("node:zlib");
const { readSuite, settingsFolder } = require("../scripts/settings-folder.ts");

/** Whether anybody is refused for a disposable domain: by the suite's rules, or by an app client's. */
const isWanted = ({ signUp, appClients }) =>
  [{ signUp }, ...Object.values(appClients)].some((one) => one.signUp?.disposableDomains === "refused");

/** The list as the module that src/disposable-domains.ts stands in for: packed, a third of its size, and read on first use. */
const listModule = () => {
  const { disposableEmailBlocklist } = require("disposable-email-domains-js");
  const packed = brotliCompressSync(disposableEmailBlocklist().join("\n")).toString("base64");
  return `
    import { brotliDecompressSync } from "node:zlib";
    let list;
    export const disposableDomains = () =>
      (list ??= brotliDecompressSync(Buffer.from("${packed}", "base64")).toString());
  `;
};

/** Puts the list of disposable domains into the bundles of those whose settings refuse them, and of nobody else. */
module.exports = {
  name: "disposable-domains",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/]disposable-domains\.ts$/ }, () =>
      isWanted(readSuite(settingsFolder(undefined, process.env)))
        ? { contents: listModule(), loader: "js" }
        : undefined,
    ),
};
