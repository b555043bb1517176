import { expect, it } from "@jest/globals";
import { findSettingsProblems } from "../../schema/problems.ts";
import { leastStage } from "../support/stage.ts";
import { suiteWith } from "../support/suite.ts";

const suite = suiteWith();

it("asks for settings if a file has none", () => {
  expect(findSettingsProblems(undefined, { dev: "region" })).toEqual([
    expect.stringContaining(
      "suite.config.ts: the settings: missing: write an object with brands, appClients, language",
    ),
    "config/dev.yml: the settings: must be an object with region, mail",
  ]);
});

it("lists all problems at once", () => {
  const wrong = { ...suite, language: "xx", links: { origin: "http://example.com" } };
  const stages = { dev: { ...leastStage, mail: {} }, prod: { ...leastStage, region: undefined } };
  expect(findSettingsProblems(wrong, stages, { prod: "../there/config/prod.yml" })).toEqual([
    expect.stringContaining("suite.config.ts: language: "),
    expect.stringContaining("suite.config.ts: links.origin: "),
    expect.stringContaining("config/dev.yml: mail.from: "),
    expect.stringContaining("config/dev.yml: mail.identity: "),
    expect.stringContaining("../there/config/prod.yml: region: "),
  ]);
});

it("reports two typos in two lines", () => {
  expect(findSettingsProblems(suite, { dev: { ...leastStage, memroy: 512, tracign: true } })).toEqual([
    'config/dev.yml: memroy: no such setting; did you mean "memory"?',
    'config/dev.yml: tracign: no such setting; did you mean "tracing"?',
  ]);
});
