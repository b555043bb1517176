import { expect, it } from "@jest/globals";
import { logicalName } from "../../schema/logical-name.ts";

it.each([
  ["web", "Web"],
  ["my-okta_2", "MyOkta2"],
  ["客户", "U5ba2U6237"],
])("calls %s %s", (name, logical) => {
  expect(logicalName(name)).toBe(logical);
});
