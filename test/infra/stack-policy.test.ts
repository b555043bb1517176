import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { buildStackPolicy } from "../../infra/stack-policy.ts";
import { stageWith } from "../support/stage.ts";

const listDenied = (stage: string, changes: object = {}) =>
  buildStackPolicy(stageWith(changes, stage)).filter(
    (statement) => "Effect" in statement && statement.Effect === "Deny",
  );

it("is set in serverless.yml", () => {
  expect(readFileSync("serverless.yml", "utf8")).toMatch(/^ {2}stackPolicy: \$\{file\(.*\):stackPolicy\}$/m);
});

describe("a deployment", () => {
  it.each(["staging", "prod"])("of %s may not replace or delete pool and table", (stage) => {
    expect(listDenied(stage)).toEqual([
      expect.objectContaining({
        Action: ["Update:Replace", "Update:Delete"],
        Condition: { StringEquals: { ResourceType: ["AWS::Cognito::UserPool", "AWS::DynamoDB::Table"] } },
      }),
    ]);
  });

  it.each<[string, string, object]>([
    ["dev", "dev", {}],
    ["a stage with retain: false", "prod", { retain: false }],
  ])("of %s may replace and delete them", (_, stage, changes) => {
    expect(listDenied(stage, changes)).toEqual([]);
  });

  it.each(["dev", "prod"])("of %s may change everything else", (stage) => {
    expect(buildStackPolicy(stageWith({}, stage))).toContainEqual({
      Effect: "Allow",
      Principal: "*",
      Action: "Update:*",
      Resource: "*",
    });
  });
});
