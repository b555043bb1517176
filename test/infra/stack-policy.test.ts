import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { buildStackPolicy } from "../../infra/stack-policy.ts";
import { stageWith } from "../support/stage.ts";

const denied = (stage: string, changes: object = {}) =>
  buildStackPolicy(stageWith(changes, stage)).filter(
    (statement) => "Effect" in statement && statement.Effect === "Deny",
  );

it("is what the framework is told", () => {
  expect(readFileSync("serverless.yml", "utf8")).toMatch(/^ {2}stackPolicy: \$\{file\(.*\):stackPolicy\}$/m);
});

describe("a deployment", () => {
  it.each(["staging", "prod"])("of %s may neither replace nor delete pool and table", (stage) => {
    expect(denied(stage)).toEqual([
      expect.objectContaining({
        Action: ["Update:Replace", "Update:Delete"],
        Condition: { StringEquals: { ResourceType: ["AWS::Cognito::UserPool", "AWS::DynamoDB::Table"] } },
      }),
    ]);
  });

  it.each<[string, string, object]>([
    ["dev", "dev", {}],
    ["a stage that keeps nothing", "prod", { retain: false }],
  ])("of %s may", (_, stage, changes) => {
    expect(denied(stage, changes)).toEqual([]);
  });

  it.each(["dev", "prod"])("of %s may change the rest", (stage) => {
    expect(buildStackPolicy(stageWith({}, stage))).toContainEqual({
      Effect: "Allow",
      Principal: "*",
      Action: "Update:*",
      Resource: "*",
    });
  });
});
