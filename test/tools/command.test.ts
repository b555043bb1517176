import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Command, InvalidArgumentError } from "commander";
import { chooseStage } from "../../schema/choose-stage.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { readPerSecond, readSub, readWholeNumber, refuseOptionsTakenByNpm } from "../../tools/command.ts";
import { printFailure } from "../../tools/failure.ts";

describe("an argument", () => {
  it.each<[string, (text: string) => unknown, string, unknown]>([
    ["a number", readWholeNumber(1, 30), "30", 30],
    ["a rate", readPerSecond, "20", 20],
    ["a rate a second", readPerSecond, "5/s", 5],
    ["a sub", readSub, "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10", "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10"],
  ])("can be %s", (_, read, text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each<[string, (text: string) => unknown, string[]]>([
    ["a number from 1 to 30", readWholeNumber(1, 30), ["", "0", "31", "1.5", "-1", "all"]],
    ["a rate", readPerSecond, ["", "0", "-1", "fast", "20/m", "99999"]],
    ["a sub", readSub, ["", "ada", "8A0E2C4E-5B7D-4C1F-9E36-2F6D1B7A9C10"]],
  ])("is refused if it is not %s", (_, read, texts) => {
    for (const text of texts) expect(() => read(text)).toThrow(InvalidArgumentError);
  });
});

describe("a stage", () => {
  const stages = ["dev", "prod", "staging"];
  it("is the one that is named", () => {
    expect(chooseStage(stages, "prod")).toBe("prod");
  });

  it.each([
    [undefined, "Name a stage with --stage; the stages are dev, prod, staging"],
    ["local", 'There is no stage "local" for this command; the stages are dev, prod, staging'],
    ["prd", 'There is no stage "prd" for this command; did you mean "prod"?'],
  ])("is refused if it is %s", (given, message) => {
    expect(() => chooseStage(stages, given)).toThrow(new SettingsError(message));
  });
});

describe("an option that npm consumes", () => {
  const command = new Command().option("--stage <stage>").option("--live").option("--json").option("--days <days>");
  const npm = { npm_lifecycle_event: "report" };
  const explain = (words: string[], environment: Record<string, string>) => () =>
    refuseOptionsTakenByNpm(command, words, environment);

  it.each<[string[], Record<string, string>, string]>([
    [[], { npm_config_stage: "dev" }, "npm run report -- --stage dev"],
    [["dev"], { npm_config_stage: "true" }, "npm run report -- --stage dev"],
    [["--stage", "dev"], { npm_config_live: "true" }, "npm run report -- --stage dev --live"],
    [["dev", "7"], { npm_config_stage: "true", npm_config_days: "true" }, "npm run report -- --stage dev --days 7"],
    [[], { npm_config_stage: "true" }, "npm run report -- --stage …"],
  ])("is explained with the right command: %j with %j", (words, environment, line) => {
    expect(explain(words, { ...npm, ...environment })).toThrow(line);
  });

  it("is only hinted at if .npmrc may set it", () => {
    const print = jest.spyOn(console, "error").mockImplementation(() => {});
    explain(["--stage", "dev"], { ...npm, npm_config_json: "true" })();
    explain(["--stage", "dev", "--json"], { ...npm, npm_config_json: "true" })();
    const line =
      "npm may have kept --json for itself. Write -- before the options: npm run report -- --stage dev --json";
    expect(print.mock.calls).toEqual([[line]]);
    print.mockRestore();
  });

  it.each<[string[], Record<string, string>]>([
    [["--stage", "dev"], npm],
    [["--stage=dev"], { ...npm, npm_config_stage: "prod" }],
    [[], { ...npm, npm_config_yes: "true" }],
    [[], { npm_config_stage: "dev" }],
    [[], { npm_lifecycle_event: "npx", npm_config_stage: "dev" }],
  ])("is not suspected in %j with %j", (words, environment) => {
    expect(explain(words, environment)).not.toThrow();
  });
});

describe("a failure", () => {
  const said: unknown[] = [];
  let before: typeof process.exitCode;
  beforeEach(() => {
    said.length = 0;
    before = process.exitCode;
    jest.spyOn(console, "error").mockImplementation((what) => void said.push(what));
  });
  afterEach(() => {
    process.exitCode = before;
    jest.restoreAllMocks();
  });
  const failure = (facts: object) => Object.assign(new Error("it failed"), facts);

  it.each<[string, Error, RegExp]>([
    ["an invalid setting", new SettingsError("signUp: no such setting"), /^signUp: no such setting$/],
    ["a stack that is not running", failure({ code: "ECONNREFUSED", port: 8000 }), /port 8000.*npm start/],
    ["a stage that was never deployed", failure({ name: "ResourceNotFoundException" }), /Deploy the stage first/],
    ["no credentials", failure({ name: "CredentialsProviderError" }), /AWS_PROFILE/],
    ["expired credentials", failure({ name: "ExpiredTokenException" }), /Sign in/],
    [
      "a language file that is not JSON",
      new SyntaxError(`${process.cwd()}/src/templates/languages/en.json: Expected ',' in JSON at position 50`),
      /^src\/templates\/languages\/en\.json: Expected ',' in JSON at position 50\. Correct the JSON there\.$/,
    ],
    ["a missing permission", failure({ name: "AccessDeniedException" }), /do not allow this.*it failed/],
  ])("is explained in one sentence: %s", (_, error, words) => {
    printFailure(error);
    expect([said, process.exitCode]).toEqual([[expect.stringMatching(words)], 1]);
  });

  it("shows its stack trace if it is unexpected", () => {
    const error = new TypeError("x is not a function");
    printFailure(error);
    expect([said, process.exitCode]).toEqual([[error], 1]);
  });
});
