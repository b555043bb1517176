import { expect, it } from "@jest/globals";
import { stageProblems } from "./stage.ts";

/** Tests valid settings of prod. */
export const itTakes = (cases: ReadonlyArray<readonly [what: string, settings: object]>): void =>
  it.each(cases)("takes %s", (_, settings) => {
    expect(stageProblems(settings)).toEqual([]);
  });

/** Tests settings of prod with one mistake each, which get one line: setting, what is wrong, fix. */
export const itRefuses = (cases: ReadonlyArray<readonly [what: string, settings: object, line: string]>): void =>
  it.each(cases)("refuses %s", (_, settings, line) => {
    expect(stageProblems(settings)).toEqual([expect.stringContaining(`config/prod.yml: ${line}`)]);
  });
