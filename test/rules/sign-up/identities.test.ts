import { expect, it } from "@jest/globals";
import { identitiesOf, providersOf } from "../../../src/rules/sign-up/identities.ts";

it.each([
  ["none", undefined, []],
  ["one", '[{"userId":"1","providerName":"Google","primary":true}]', [{ provider: "Google", userId: "1" }]],
  ["a number for an id", '[{"userId":1,"providerName":"Google"}]', [{ provider: "Google", userId: "1" }]],
  ["no name", '[{"userId":"1"}]', undefined],
  ["no id", '[{"providerName":"Google"}]', undefined],
  ["one that is readable beside one that is not", '[{"userId":"1","providerName":"Google"},null]', undefined],
  ["nothing in the list", "[null]", undefined],
  ["no list", "{}", undefined],
  ["half a list", "[{", undefined],
  ["a name that is no text", '[{"providerName":{"toString":1}}]', undefined],
])("reads %s", (_, text, identities) => {
  expect(identitiesOf(text)).toEqual(identities);
});

it.each([
  ["a person with a password", { "cognito:user_status": "CONFIRMED" }, []],
  ["nobody", undefined, []],
  ["a provider's person", { identities: '[{"providerName":"Google","userId":"1"}]' }, ["Google"]],
  [
    "an outside person",
    { "cognito:user_status": "EXTERNAL_PROVIDER", identities: '[{"providerName":"Google","userId":"1"}]' },
    ["Google"],
  ],
  [
    "an outside person whose identities nobody can read",
    { "cognito:user_status": "EXTERNAL_PROVIDER", identities: "[{" },
    undefined,
  ],
  ["an outside person without a provider", { "cognito:user_status": "EXTERNAL_PROVIDER" }, undefined],
  ["unreadable identities", { identities: "[{" }, undefined],
])("the providers of %s", (_, attributes, providers) => {
  expect(providersOf(attributes)).toEqual(providers);
});
