import { findSettingsProblems } from "../../schema/problems.ts";
import type { StageSettings } from "../../schema/read.ts";
import { stageSchema } from "../../schema/stage/schema.ts";
import { service } from "../../src/runtime/service.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { suiteWith } from "./suite.ts";

/** The minimal content of a stage's file. */
export const leastStage = {
  region: "eu-west-1",
  mail: { from: "Example <no-reply@example.com>", identity: "example.com" },
};

/** A stage's settings as infra/ receives them. */
export const stageWith = (changes: object = {}, stage = "prod"): StageSettings => ({
  ...stageSchema(stage).parse({ ...leastStage, ...changes }),
  stage,
  name: `${service}-${stage}`,
});

/** The problems of a stage's file. */
export const stageProblems = (changes: object, stage = "prod", suite: Suite = suiteWith()): string[] =>
  findSettingsProblems(suite, { [stage]: { ...leastStage, ...changes } });
