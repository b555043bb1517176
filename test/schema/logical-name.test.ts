import { expect, it } from "@jest/globals";
import { toLogicalName } from "../../schema/logical-name.ts";

it.each([
  ["web", "Web"],
  ["my-okta_2", "MyOkta2"],
  ["客户", "U5ba2U6237"],
])("turns %s into %s", (name, logical) => {
  expect(toLogicalName(name)).toBe(logical);
});
