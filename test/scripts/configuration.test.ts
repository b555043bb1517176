import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  configurationFile,
  configurationFolder,
  readStage,
  readStageSettings,
  readSuite,
  stageFilesOf,
  stageNames,
  withoutConfig,
} from "../../scripts/configuration.ts";
import { suiteWith } from "../support/suite.ts";

const root = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "settings-"));
const broken = join(folder, "broken");

beforeAll(() => {
  mkdirSync(join(folder, "config"));
  writeFileSync(
    join(folder, "config/preview.yml"),
    "region: eu-west-1\nmail: { from: a@example.com, identity: example.com }\npagesUrl: \"https://${env:PAGES_NAME, 'pages'}.example.com\"\n",
  );
  mkdirSync(broken);
  mkdirSync(join(broken, "config"));
  writeFileSync(join(broken, "suite.config.ts"), "export default {\n  language: spoken,\n};\n");
  writeFileSync(join(broken, "config/preview.yml"), "region: eu-west-1\nmail\n");
  writeFileSync(join(folder, "config/wrong.yml"), "region: Frankfurt\nmail: { from: a@example.com }\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the settings folder", () => {
  it.each<[string, string[], Record<string, string>, string]>([
    ["is the project, unless one is named", ["--stage", "dev"], {}, root],
    ["is that of the option", ["--config", folder], {}, folder],
    ["is that of the option, written in one word", [`--config=${folder}`], {}, folder],
    ["is that of the environment", [], { SUITE_CONFIG: folder }, folder],
    ["is that of the option before that of the environment", ["--config", root], { SUITE_CONFIG: folder }, root],
    ["is the project where the environment's is empty", [], { SUITE_CONFIG: "" }, root],
  ])("%s", (_, words, environment, expected) => {
    expect(configurationFolder(words, environment)).toBe(expected);
  });

  it.each([
    ["a folder that does not exist", ["--config", "samples/none"]],
    ["a file", ["--config", "package.json"]],
    ["nothing", ["--config"]],
  ])("is refused when it is %s", (_, words) => {
    expect(() => configurationFolder(words, {})).toThrow(
      /^--config .*: there is no such folder\. Name one with suite\.config\.ts/,
    );
  });

  it.each<[string[], string[]]>([
    [
      ["--stage", "dev"],
      ["--stage", "dev"],
    ],
    [
      ["--config", "x", "--stage", "dev"],
      ["--stage", "dev"],
    ],
    [
      ["--stage", "dev", "--config=x"],
      ["--stage", "dev"],
    ],
  ])("is taken out of %j for the framework, whose --config is another", (words, rest) => {
    expect(withoutConfig(words)).toEqual(rest);
  });
});

describe("a file of the settings", () => {
  it.each([
    ["config/preview.yml", folder],
    ["config/prod.yml", root],
    ["suite.config.ts", root],
  ])("%s is found in %s", (path, where) => {
    expect(configurationFile(path, folder)).toBe(join(where, path));
  });

  it("of a stage may lie in either folder", () => {
    expect(stageFilesOf(folder).sort()).toEqual(["preview", "wrong"]);
    expect(stageNames(folder)).toEqual(["dev", "local", "preview", "prod", "staging", "wrong"]);
  });

  it("is read, the project's where the folder has none", () => {
    expect(readSuite(folder)).toEqual(suiteWith());
    expect(Object.keys(readSuite(join(root, "samples/everything")).linking ?? {})).toContain("trustedProviders");
  });

  it("is named, with the place and what is wrong there, when it cannot be read", () => {
    expect(() => readStage("preview", broken)).toThrow(
      /broken\/config\/preview\.yml: Implicit map keys .* at line 2, column 1\. Correct the YAML there\.$/,
    );
    expect(() => readSuite(broken)).toThrow(
      /broken\/suite\.config\.ts:\d+: ReferenceError: spoken is not defined\. Correct what stands there\.$/,
    );
  });

  it.each([
    ["what else is given", {}, "https://pages.example.com"],
    ["the environment", { PAGES_NAME: "accounts" }, "https://accounts.example.com"],
  ])("takes a variable from %s", (_, environment, pagesUrl) => {
    expect(readStage("preview", folder, environment)).toMatchObject({ pagesUrl });
  });
});

describe("a stage's settings", () => {
  it("are checked and filled in", () => {
    expect(readStageSettings("preview", folder)).toMatchObject({
      stage: "preview",
      name: "cognito-trigger-suite-preview",
      region: "eu-west-1",
      memory: 512,
      userPool: { tier: "ESSENTIALS", signInWith: ["email"], mfa: { mode: "OPTIONAL" } },
      clients: { web: { kind: "public" } },
    });
  });

  it("say all that is wrong, one line each, with the file's path", () => {
    expect(() => readStageSettings("wrong", folder)).toThrow(
      /^Settings to correct:\n {2}\S*config\/wrong\.yml: region: must be an AWS region, such as eu-west-1\n {2}\S*config\/wrong\.yml: mail\.identity: missing: write the SES identity/,
    );
  });

  it("are refused for a stage without a file", () => {
    expect(() => readStageSettings("none", folder)).toThrow(
      "There is no config/none.yml. Stages are dev, local, preview",
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
  ])("%s: %s is right", (sample, stage) => {
    expect(readStageSettings(stage, join(root, sample)).stage).toBe(stage);
  });
});
