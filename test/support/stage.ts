import { type StageSettings, service } from "../../scripts/configuration.ts";
import { settingsProblems } from "../../scripts/settings.ts";
import { stageSchema } from "../../scripts/stage-schema.ts";
import type { Suite } from "../../src/settings.ts";
import { suiteWith } from "./suite.ts";

/** The least that a stage's file has to say. */
export const leastStage = {
  region: "eu-west-1",
  mail: { from: "Example <no-reply@example.com>", identity: "example.com" },
};

/** A stage's settings, as infra/ gets them. */
export const stageWith = (changes: object = {}, stage = "prod"): StageSettings => ({
  ...stageSchema(stage).parse({ ...leastStage, ...changes }),
  stage,
  name: `${service}-${stage}`,
});

/** What is said about a stage's file. */
export const stageProblems = (changes: object, stage = "prod", suite: Suite = suiteWith()): string[] =>
  settingsProblems(suite, { [stage]: { ...leastStage, ...changes } });
