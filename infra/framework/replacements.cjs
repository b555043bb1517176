"use strict";
const { join } = require("node:path");
const { brotliCompressSync } = require("node:zlib");

/** Whether the suite or an app client refuses disposable domains. */
const refusesDisposable = ({ signUp, appClients }) =>
  [{ signUp }, ...Object.values(appClients)].some((one) => one.signUp?.disposableDomains === "refused");

/** The list of disposable domains, compressed to a third of its size and decompressed on first use. */
const createDisposableList = () => {
  const { disposableEmailBlocklist } = require("disposable-email-domains-js");
  const packed = brotliCompressSync(disposableEmailBlocklist().join("\n")).toString("base64");
  return `
    import { brotliDecompressSync } from "node:zlib";
    let list;
    export const disposableDomains = () =>
      (list ??= brotliDecompressSync(Buffer.from("${packed}", "base64")).toString());
  `;
};

// Without the Cognito client, a bundle is 35 KB smaller.
const unasked = 'const unasked = async () => { throw new Error("The packaged settings need no such call."); };';
const createUnaskedPool = () => `${unasked} export const openPool = () => ({ findUsers: unasked, link: unasked });`;
const createUnaskedGroups = () => `${unasked} export const addToGroup = () => unasked;`;

const lambdaCredentials = join(__dirname, "..", "..", "src", "aws", "lambda-credentials.ts");

/**
 * The replacements for modules, by the name under which src imports them: a file at `path`, or source text from `make`.
 * `functions` lists the functions that need one (default: all); with `beside`, only bundles with such a file do.
 */
exports.replacementsFor = (suite, suiteFile) =>
  [
    { name: "#suite", path: suiteFile },
    { name: "@aws-sdk/credential-provider-node", path: lambdaCredentials, beside: /[\\/]@aws-sdk[\\/]client-/ },
    refusesDisposable(suite) && { name: "#disposable-domains", make: createDisposableList, functions: ["preSignup"] },
    !suite.linking && { name: "#pool", make: createUnaskedPool, functions: ["preSignup"] },
    !suite.groups?.length && {
      name: "#groups",
      make: createUnaskedGroups,
      functions: ["postConfirmation", "ensureProfile"],
    },
  ].filter(Boolean);
