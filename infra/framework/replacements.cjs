"use strict";
const { join } = require("node:path");
const { brotliCompressSync } = require("node:zlib");

/** Whether anybody is refused for a disposable domain: by the suite's rules, or by an app client's. */
const refusesDisposable = ({ signUp, appClients }) =>
  [{ signUp }, ...Object.values(appClients)].some((one) => one.signUp?.disposableDomains === "refused");

/** The list of disposable domains: packed, a third of its size, and read on first use. */
const disposableList = () => {
  const { disposableEmailBlocklist } = require("disposable-email-domains-js");
  const packed = brotliCompressSync(disposableEmailBlocklist().join("\n")).toString("base64");
  return `
    import { brotliDecompressSync } from "node:zlib";
    let list;
    export const disposableDomains = () =>
      (list ??= brotliDecompressSync(Buffer.from("${packed}", "base64")).toString());
  `;
};

// Without the client of the pool, a bundle is 35 KB smaller.
const unasked =
  'const unasked = async () => { throw new Error("The settings that were packaged ask for no such call."); };';
const unaskedPool = () => `${unasked} export const openPool = () => ({ findUsers: unasked, link: unasked });`;
const unaskedGroups = () => `${unasked} export const openGroups = () => unasked;`;

const lambdaCredentials = join(__dirname, "..", "..", "src", "aws", "lambda-credentials.ts");

/**
 * What a bundle gets in place of a module, by the name under which src imports it: a file at `path`, or source text that
 * `make` returns. The functions that need it are `functions`, or all; with `beside`, those that carry such a file.
 */
exports.replacementsFor = (suite, suiteFile) =>
  [
    { name: "#suite", path: suiteFile },
    { name: "@aws-sdk/credential-provider-node", path: lambdaCredentials, beside: /[\\/]@aws-sdk[\\/]client-/ },
    refusesDisposable(suite) && { name: "#disposable-domains", make: disposableList, functions: ["preSignup"] },
    !suite.linking && { name: "#pool", make: unaskedPool, functions: ["preSignup"] },
    !suite.groups?.length && { name: "#groups", make: unaskedGroups, functions: ["postConfirmation", "ensureProfile"] },
  ].filter(Boolean);
