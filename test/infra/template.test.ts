import { describe, expect, it } from "@jest/globals";
import { mergeTemplates } from "../../infra/template.ts";

describe("a merged template", () => {
  const part = (name: string) => ({
    Resources: { [name]: { Type: "x", Properties: {} } },
    Outputs: { [name]: { Value: 1 } },
  });

  it("has all resources", () => {
    expect(Object.keys(mergeTemplates([part("a"), { Resources: {} }, part("b")]).Resources)).toEqual(["a", "b"]);
  });

  it("is refused if two parts create the same resource", () => {
    expect(() => mergeTemplates([part("a"), part("a")])).toThrow(
      "Two parts of infra/ create the resource a: rename one.",
    );
  });
});
