import { describe, expect, it } from "@jest/globals";
import { mergeTemplates } from "../../infra/template.ts";

describe("a template of many", () => {
  const part = (name: string) => ({
    Resources: { [name]: { Type: "x", Properties: {} } },
    Outputs: { [name]: { Value: 1 } },
  });

  it("has all of them", () => {
    expect(Object.keys(mergeTemplates([part("a"), { Resources: {} }, part("b")]).Resources)).toEqual(["a", "b"]);
  });

  it("is refused when two make the same", () => {
    expect(() => mergeTemplates([part("a"), part("a")])).toThrow(
      "Two parts of infra/ create the resource a: rename one.",
    );
  });
});
