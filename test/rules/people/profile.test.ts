import { expect, it } from "@jest/globals";
import { latestEmailOf, profileOf } from "../../../src/rules/people/profile.ts";
import { sampleEvent } from "../../support/events.ts";

const createProfile = (changes: Parameters<typeof sampleEvent>[1], copied: string[] = []) => {
  const { userName, callerContext, request } = sampleEvent("PostConfirmation_ConfirmSignUp", changes);
  return profileOf({
    userName: userName ?? "",
    clientId: callerContext.clientId,
    ...request,
    userAttributes: request.userAttributes,
    copied,
  });
};

it("copies only known attributes", () => {
  expect(createProfile({ userAttributes: { "custom:role": "admin" } })).toEqual({
    userName: "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10",
    email: "ada@example.com",
    emailVerified: true,
    givenName: "Ada",
    locale: "en-GB",
    provider: "Cognito",
    clientId: "4u3ef0exampleclient000000",
    attributes: {},
  });
});

it.each([
  [
    "the attributes in the settings",
    { "custom:agentName": "Agent 7" },
    ["custom:agentName", "custom:none"],
    { attributes: { "custom:agentName": "Agent 7" } },
  ],
  ["an unverified address", { email_verified: "false" }, [], { emailVerified: false }],
  ["email_verified as a boolean", { email_verified: true }, [], { emailVerified: false }],
  ["a provider", { identities: '[{"providerName":"Google","userId":"1"}]' }, [], { provider: "Google" }],
  ["a provider without a name", { identities: "[{}]" }, [], { provider: "Cognito" }],
  ["a provider with a numeric name", { identities: '[{"providerName":7}]' }, [], { provider: "Cognito" }],
  ["an empty list of identities", { identities: "[]" }, [], { provider: "Cognito" }],
  ["null in the list of identities", { identities: "[null]" }, [], { provider: "Cognito" }],
  [
    "all known attributes",
    { name: "Ada L", phone_number: "+441", locale: undefined, "custom:locale": "de" },
    [],
    { name: "Ada L", phoneNumber: "+441", locale: "de" },
  ],
  ["identities that are not a list", { identities: "{}" }, [], { provider: "Cognito" }],
  ["identities that are not JSON", { identities: "[" }, [], { provider: "Cognito" }],
  [
    "an object as a name",
    { given_name: { toString: () => "x" } },
    [],
    { userName: "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10" },
  ],
])("%s", (_, userAttributes, copied, expected) => {
  expect(createProfile({ userAttributes }, copied)).toMatchObject(expected);
});

it("accepts a missing client and attributes, and replaces lone surrogates", () => {
  const facts = { userName: "u\ud800", userAttributes: null, copied: ["a"] };
  const known = { userName: "u\ufffd", emailVerified: false, provider: "Cognito", attributes: {} };
  expect(profileOf({ ...facts, clientId: null })).toEqual(known);
  expect(profileOf({ ...facts, clientId: "c\ud800" })).toEqual({ ...known, clientId: "c\ufffd" });
});

it.each([
  [{ email: "ada@example.com", email_verified: "true" }, { latestEmail: "ada@example.com" }],
  [{ email: "stranger@example.com", email_verified: "false" }, {}],
  [{ email: "stranger@example.com", email_verified: "TRUE" }, {}],
  [{ email: "stranger@example.com" }, {}],
  [{ email: "", email_verified: "true" }, {}],
  [{}, {}],
  [null, {}],
])("latestEmailOf(%j) is %j", (userAttributes, latest) => {
  expect(latestEmailOf(userAttributes)).toStrictEqual(latest);
});
