import { expect, it } from "@jest/globals";
import { table } from "../../infra/table.ts";
import { stageWith } from "../support/stage.ts";

it.each([
  ["dev", false, "Delete"],
  ["prod", true, "RetainExceptOnCreate"],
])("the table of %s has deletion protection %s and deletion policy %s", (stage, protectedTable, policy) => {
  expect(table(stageWith({}, stage)).Resources["SuiteTable"]).toMatchObject({
    DeletionPolicy: policy,
    Properties: { DeletionProtectionEnabled: protectedTable, SSESpecification: { SSEEnabled: true } },
  });
});
