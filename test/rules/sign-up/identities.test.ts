import { expect, it } from "@jest/globals";
import { identitiesOf, providersOf } from "../../../src/rules/sign-up/identities.ts";

it.each([
  ["no identities", undefined, []],
  ["one identity", '[{"userId":"1","providerName":"Google","primary":true}]', [{ provider: "Google", userId: "1" }]],
  ["a numeric ID", '[{"userId":1,"providerName":"Google"}]', [{ provider: "Google", userId: "1" }]],
  ["an identity without a name", '[{"userId":"1"}]', undefined],
  ["an identity without an ID", '[{"providerName":"Google"}]', undefined],
  ["a valid and an invalid identity", '[{"userId":"1","providerName":"Google"},null]', undefined],
  ["null in the list", "[null]", undefined],
  ["an object", "{}", undefined],
  ["invalid JSON", "[{", undefined],
  ["a name that is not a string", '[{"providerName":{"toString":1}}]', undefined],
])("reads %s", (_, text, identities) => {
  expect(identitiesOf(text)).toEqual(identities);
});

it.each([
  ["a user with a password", { "cognito:user_status": "CONFIRMED" }, []],
  ["a user without attributes", undefined, []],
  ["a user with an identity", { identities: '[{"providerName":"Google","userId":"1"}]' }, ["Google"]],
  [
    "a federated user",
    { "cognito:user_status": "EXTERNAL_PROVIDER", identities: '[{"providerName":"Google","userId":"1"}]' },
    ["Google"],
  ],
  [
    "a federated user with unreadable identities",
    { "cognito:user_status": "EXTERNAL_PROVIDER", identities: "[{" },
    undefined,
  ],
  ["a federated user without identities", { "cognito:user_status": "EXTERNAL_PROVIDER" }, undefined],
  ["a user with unreadable identities", { identities: "[{" }, undefined],
])("finds the providers of %s", (_, attributes, providers) => {
  expect(providersOf(attributes)).toEqual(providers);
});
