import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import JSZip from "jszip";
import { artifactsIn } from "../../scripts/doctor/artifacts.ts";
import { findingsOf } from "../../scripts/doctor/finding.ts";
import { handlerRules } from "../../scripts/doctor/rules/handlers.ts";
import { SettingsError } from "../../src/errors.ts";

const folder = mkdtempSync(join(tmpdir(), "artifacts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const zip = new JSZip();
  zip.file("src/one.cjs", "N(x,{createHandler:()=>a,handler:()=>b});module.exports=c(x);");
  zip.file("two.js", "exports.handler = async () => {};");
  zip.file("three.mjs", "export const handler = async () => {};");
  zip.file("four.mjs", "const h = 1; export { h as handler };");
  zip.file("five.js", "module.exports = { handler };");
  zip.file("six.js", "const handler = 1;");
  zip.file("notes.md", "handler");
  writeFileSync(join(folder, "one.zip"), await zip.generateAsync({ type: "uint8array" }));
  writeFileSync(join(folder, "broken.zip"), "no zip");
});

const wrongOf = async (handler: unknown, { key = "a/b/one.zip", runtime = "nodejs24.x" } = {}) => {
  const properties = { Handler: handler, Runtime: runtime, Code: { S3Key: key } };
  const template = { Resources: { One: { Type: "AWS::Lambda::Function", Properties: properties } } };
  const checked = { template, bytes: 1, production: true, artifacts: artifactsIn(folder) };
  return (await findingsOf(handlerRules, checked)).map(({ wrong }) => wrong).join();
};

describe("a function's Handler", () => {
  it.each([
    ["src/one.handler"],
    ["src/one.createHandler"],
    ["./src/one.handler"],
    ["two.handler"],
    ["three.handler"],
    ["four.handler"],
    ["five.handler"],
  ])("may be %s", async (handler) => {
    expect(await wrongOf(handler)).toBe("");
  });

  it.each([
    ["one.handler", "its package holds src/one.cjs"],
    ["src/handlers/one.handler", "its package holds src/one.cjs"],
    ["src/one.cjs.handler", "src/one has no export cjs.handler"],
    ["src/one.handle", "src/one has no export handle"],
    ["six.handler", "six has no export handler"],
    ["notes.handler", "its package holds"],
    ["handler", "its package holds"],
  ])("is not %s", async (handler, says) => {
    expect(await wrongOf(handler)).toContain(says);
  });

  it.each([
    ["there is no package at hand", "src/gone.handler", { key: "gone.zip" }],
    ["the package is of another stack's bucket", "src/gone.handler", { key: "" }],
    ["it is of another language", "gone.handler", { runtime: "python3.13" }],
    ["it is an image", undefined, {}],
  ])("is left alone where %s", async (_, handler, given) => {
    expect(await wrongOf(handler, given)).toBe("");
  });

  it("is not looked for in what is no zip", async () => {
    await expect(wrongOf("src/one.handler", { key: "broken.zip" })).rejects.toThrow(SettingsError);
  });
});
