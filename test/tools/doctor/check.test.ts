import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { SettingsError } from "../../../src/runtime/errors.ts";
import { type DoctorProject, diagnose } from "../../../tools/doctor/check.ts";
import { findReason } from "../../../tools/doctor/explained.ts";
import { formatFinding, runRules } from "../../../tools/doctor/finding.ts";
import { ownRules } from "../../../tools/doctor/rules.ts";
import { openProgress } from "../../../tools/progress.ts";
import { collect } from "../../support/collect.ts";
import { stageWith } from "../../support/stage.ts";
import { edit } from "./changes.ts";
import { checkedOf, goodTemplate } from "./good-template.ts";

const folder = mkdtempSync(join(tmpdir(), "check-"));
afterAll(() => rmSync(folder, { recursive: true }));

const saveFile = (name: string, content: unknown): string => {
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  return join(folder, name);
};

const packageStage = collect(async (_stage: string, _folder: string): Promise<void> => undefined);
const project: DoctorProject = {
  stages: ["dev", "prod"],
  settingsOf: (stage) => stageWith({}, stage),
  packageStage,
  region: undefined,
  progress: openProgress(process.stderr, false),
};

const unknownStage = goodTemplate();
edit("CustomMessageLambdaFunction", "Environment.Variables.STAGE", "qa")(unknownStage);

describe("a check is refused in one line for", () => {
  it.each([
    ["an unknown stage", { stage: "nope" }, 'There is no stage "nope" for this command; the stages are dev, prod'],
    ["the stage local", { stage: "local" }, 'There is no stage "local" for this command; the stages are dev, prod'],
    ["a missing file", { file: "nope.json" }, "There is no file nope.json."],
    ["serverless.yml", { file: "serverless.yml" }, "serverless.yml is not JSON"],
    [
      "a template of another service",
      { file: saveFile("foreign.json", { Resources: {} }) },
      "has no functions of this suite",
    ],
    [
      "a stage without a known region",
      { file: saveFile("qa.json", unknownStage), live: {} },
      "Set the region of stage qa",
    ],
    ["a package without a template", { stage: "dev" }, "The framework wrote no template."],
  ])("%s", async (_, order, says) => {
    const checked = diagnose(order, project);
    await expect(checked).rejects.toThrow(SettingsError);
    await expect(checked).rejects.toThrow(says);
    await expect(checked).rejects.toThrow(/^[^\n]+$/);
  });
});

it("finds no problems in the good template with all rules, which have unique names", async () => {
  expect(await runRules(ownRules, await checkedOf(goodTemplate()))).toEqual([]);
  expect(new Set(ownRules.map(({ id }) => id)).size).toBe(ownRules.length);
});

it("writes a finding as one line", () => {
  const finding = { rule: "mapping-off", resource: "Stream", wrong: "it is off.", fix: "set it." };
  expect(formatFinding(finding)).toBe("Stream: it is off. Fix: set it. (mapping-off)");
  expect(formatFinding({ ...finding, resource: "St\nream\u001b[31m" })).toMatch(/^St\\nream\\u001b\[31m: it is off\./);
  expect(formatFinding({ ...finding, note: true })).toMatch(/^Note: Stream: /);
});

it.each([
  ["Serverless-LambdaTracing", "A", "It is not traced.", false, true],
  ["Serverless-LambdaTracing", "A", "It is not traced.", true, false],
  ["AwsSolutions-SQS3", "ProfileFailures", "It has no dead-letter queue.", true, true],
  ["AwsSolutions-SQS3", "Work", "It has no dead-letter queue.", true, false],
  ["AwsSolutions-IAM5", "Role", "It has wildcards (Resource::*).", true, true],
  ["AwsSolutions-IAM5", "Role", "It has wildcards (Action::s3:*).", true, false],
  ["resource-wildcard", "SmsRole", "sns:Publish is allowed on *.", true, true],
  ["resource-wildcard", "PreSignupIamRoleLambdaExecution", "sns:Publish is allowed on *.", true, false],
  ["trigger-missing", "CognitoUserPoolUsers", "the pool calls no function as PreSignUp.", false, false],
])("%s at %s, %s In production %s: explained %s", (rule, resource, wrong, production, isExplained) => {
  expect(findReason({ rule, resource, wrong, fix: "" }, production) !== undefined).toBe(isExplained);
});
