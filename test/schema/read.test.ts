import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { resolveSettingsFile, resolveSettingsFolder } from "../../schema/folder.ts";
import { openProject } from "../../schema/read.ts";
import { service } from "../../src/runtime/service.ts";
import { suiteWith } from "../support/suite.ts";

const root = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "settings-"));
const [brokenSuite, brokenYaml] = [join(folder, "suite"), join(folder, "yaml")];

mkdirSync(join(folder, "config"));
writeFileSync(
  join(folder, "config/preview.yml"),
  "region: eu-west-1\nmail: { from: a@example.com, identity: example.com }\npagesUrl: \"https://${env:PAGES_NAME, 'pages'}.example.com\"\n",
);
writeFileSync(join(folder, "config/wrong.yml"), "region: Frankfurt\nmail: { from: a@example.com }\n");
mkdirSync(brokenSuite);
writeFileSync(join(brokenSuite, "suite.config.ts"), "export default {\n  language: spoken,\n};\n");
mkdirSync(join(brokenYaml, "config"), { recursive: true });
writeFileSync(join(brokenYaml, "config/preview.yml"), "region: eu-west-1\nmail\n");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the settings folder", () => {
  it.each<[string, string | undefined, Record<string, string>, string]>([
    ["is the project by default", undefined, {}, root],
    ["comes from --config", folder, {}, folder],
    ["comes from the environment", undefined, { SUITE_CONFIG: folder }, folder],
    ["comes from --config, not from the environment", root, { SUITE_CONFIG: folder }, root],
    ["is the project if the environment variable is empty", undefined, { SUITE_CONFIG: "" }, root],
  ])("%s", (_, given, environment, expected) => {
    expect(resolveSettingsFolder(given, environment)).toBe(expected);
    expect(openProject(given, environment)).toMatchObject({
      folder: expected,
      environment: { SUITE_CONFIG: expected },
    });
  });

  it.each(["samples/none", "package.json", ""])("is refused if it is %j", (given) => {
    expect(() => resolveSettingsFolder(given, {})).toThrow(
      /^--config .*: no such folder\. Name a folder with suite\.config\.ts/,
    );
    expect(() => resolveSettingsFolder(undefined, { SUITE_CONFIG: given || "none" })).toThrow(
      /^SUITE_CONFIG .*: no such folder/,
    );
  });
});

describe("a settings file", () => {
  it.each([
    ["config/preview.yml", folder],
    ["config/prod.yml", root],
    ["suite.config.ts", root],
  ])("%s is found in %s", (path, where) => {
    expect(resolveSettingsFile(folder, path)).toBe(join(where, path));
  });

  it("of a stage can be in either folder", () => {
    expect(openProject(folder, {}).stages).toEqual(["dev", "local", "preview", "prod", "staging", "wrong"]);
  });

  it("comes from the project if the folder has none", () => {
    expect(openProject(folder, {}).suite).toEqual(suiteWith());
    expect(Object.keys(openProject("samples/everything", {}).suite.linking ?? {})).toContain("trustedProviders");
  });

  it("is named, with line and problem, if it cannot be read", () => {
    expect(() => openProject(brokenYaml, {}).stage("preview")).toThrow(
      /yaml\/config\/preview\.yml: Implicit map keys .* at line 2, column 1\. Correct the YAML\.$/,
    );
    expect(() => openProject(brokenSuite, {})).toThrow(
      /suite\/suite\.config\.ts:\d+: ReferenceError: spoken is not defined\. Correct the file\.$/,
    );
  });

  it.each([
    ["its default", {}, "https://pages.example.com"],
    ["the environment", { PAGES_NAME: "accounts" }, "https://accounts.example.com"],
  ])("takes a variable from %s", (_, environment, pagesUrl) => {
    expect(openProject(folder, environment).stage("preview")).toMatchObject({ pagesUrl });
  });
});

it("serverless.yml has the name of the service", () => {
  expect(readFileSync(join(root, "serverless.yml"), "utf8")).toMatch(new RegExp(`^service: ${service}$`, "m"));
});

describe("a stage's settings", () => {
  const { stage, problems } = openProject(folder, {});

  it("are checked, and completed with defaults", () => {
    expect(stage("preview")).toMatchObject({
      stage: "preview",
      name: "cognito-trigger-suite-preview",
      region: "eu-west-1",
      memory: 512,
      userPool: { tier: "ESSENTIALS", signInWith: ["email"], mfa: { mode: "OPTIONAL" } },
      clients: { web: { kind: "public" } },
    });
  });

  it("report each problem in one line, with the file's path", () => {
    expect(() => stage("wrong")).toThrow(
      /^Settings to correct:\n {2}\S*config\/wrong\.yml: region: must be an AWS region, such as eu-west-1\n {2}\S*config\/wrong\.yml: mail\.identity: missing: write the SES identity/,
    );
  });

  it("are checked for all stages of the folder at once", () => {
    expect(problems().map((line) => line.replace(/^\S*(config\/.*?: \S+):.*/, "$1"))).toEqual([
      "config/wrong.yml: region",
      "config/wrong.yml: mail.identity",
    ]);
  });

  it("are refused for a stage without a file", () => {
    expect(() => stage("none")).toThrow(
      'There is no stage "none" for this command; the stages are dev, local, preview',
    );
  });
});

describe("the project's own stages and samples", () => {
  it.each([
    [".", "local"],
    [".", "dev"],
    [".", "staging"],
    [".", "prod"],
    ["samples/everything", "prod"],
    ["samples/existing-pool", "prod"],
  ])("%s: %s is valid", (sample, stage) => {
    expect(openProject(sample, {}).stage(stage).stage).toBe(stage);
  });
});
