import { expect, it } from "@jest/globals";
import { identitiesOf } from "../../src/rules/identities.ts";

it.each([
  ["none", undefined, []],
  ["one", '[{"userId":"1","providerName":"Google","primary":true}]', [{ provider: "Google", userId: "1" }]],
  ["a number for an id", '[{"userId":1,"providerName":"Google"}]', [{ provider: "Google", userId: "1" }]],
  ["no name", '[{"userId":"1"}]', [{ provider: "undefined", userId: "1" }]],
  ["nothing in the list", "[null]", [{ provider: "undefined", userId: "undefined" }]],
  ["no list", "{}", undefined],
  ["half a list", "[{", undefined],
  ["a name that is no text", '[{"providerName":{"toString":1}}]', undefined],
])("reads %s", (_, text, identities) => {
  expect(identitiesOf(text)).toEqual(identities);
});
