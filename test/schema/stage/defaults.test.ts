import { expect, it } from "@jest/globals";
import { stageWith } from "../../support/stage.ts";

it("gives a custom stage the defaults of prod", () => {
  const { stage: _, name: __, ...other } = stageWith({}, "preview");
  const { stage: ___, name: ____, ...prod } = stageWith({}, "prod");
  expect(other).toEqual(prod);
});
