import { describe, expect, it } from "@jest/globals";
import { logicalName, merged } from "../../infra/template.ts";

describe("a template of many", () => {
  const part = (name: string) => ({
    Resources: { [name]: { Type: "x", Properties: {} } },
    Outputs: { [name]: { Value: 1 } },
  });

  it("has all of them", () => {
    expect(Object.keys(merged([part("a"), { Resources: {} }, part("b")]).Resources)).toEqual(["a", "b"]);
  });

  it("is refused when two make the same", () => {
    expect(() => merged([part("a"), part("a")])).toThrow("Two parts of infra/ make the resource a: rename one.");
  });

  it.each([
    ["web", "Web"],
    ["my-okta_2", "MyOkta2"],
    ["客户", "U5ba2U6237"],
  ])("calls %s %s", (name, logical) => {
    expect(logicalName(name)).toBe(logical);
  });
});
