import { describe, expect, it } from "@jest/globals";
import {
  appClientIdOf,
  claimFactsOf,
  cognitoValuesOf,
  type ServerFields,
} from "../../../src/rules/tokens/token-facts.ts";
import type { PreTokenGenerationEvent } from "../../../src/runtime/cognito-event.ts";
import { sampleEvent } from "../../support/events.ts";

const newEvent = (changes: Parameters<typeof sampleEvent>[1] = {}) =>
  sampleEvent<PreTokenGenerationEvent>("PreTokenGeneration_V2_Authentication", changes);
const withGroups = (groupsToOverride: unknown) => newEvent({ request: { groupConfiguration: { groupsToOverride } } });

it("reads only facts that users cannot write", () => {
  expect(claimFactsOf(newEvent(), { claims: { plan: "pro" }, createdAt: 1_700_000_000_999, confirmedAt: 5 })).toEqual({
    sub: "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10",
    appClientId: "4u3ef0exampleclient000000",
    groups: ["administrators", "editors"],
    profileClaims: { plan: "pro" },
    attributes: {},
    createdAt: 1_700_000_000,
    confirmedAt: 0,
  });
});

describe("attributes", () => {
  it.each<[string, Record<string, unknown>, object]>([
    ["include a listed attribute", { "custom:department": "sales" }, { "custom:department": "sales" }],
    ["exclude unlisted attributes", { "custom:role": "admin", email: "a@example.com" }, {}],
    ["exclude a value that is not a string", { "custom:department": { toString: "sales" } }, {}],
    [
      "are cut at Cognito's maximum length",
      { "custom:department": "x".repeat(3_000) },
      { "custom:department": "x".repeat(2_048) },
    ],
  ])("%s", (_, userAttributes, attributes) => {
    expect(claimFactsOf(newEvent({ userAttributes }), undefined, ["custom:department"]).attributes).toStrictEqual(
      attributes,
    );
  });
});

it.each<[string, unknown, string[]]>([
  ["a list", ["a", "b"], ["a", "b"]],
  ["a list with other values", ["a", 7, null, {}, "\ud800"], ["a", "\ufffd"]],
  ["a string", "administrators", []],
  ["an object that looks like a list", { length: 1, 0: "administrators" }, []],
  ["null", null, []],
])("reads groups from %s", (_, given, found) => {
  expect(claimFactsOf(withGroups(given), undefined).groups).toEqual(found);
});

it("reads no groups without a group configuration", () => {
  expect(claimFactsOf(newEvent({ request: { groupConfiguration: null } }), undefined).groups).toEqual([]);
});

it("reads no attributes if none are listed", () => {
  expect(claimFactsOf(newEvent({ userAttributes: { "custom:role": "admin" } }), undefined).attributes).toStrictEqual(
    {},
  );
});

it.each<[string, ServerFields | undefined, object]>([
  ["no row", undefined, { profileClaims: undefined, createdAt: undefined, confirmedAt: undefined }],
  ["a time that is not a number", { createdAt: "5000", confirmedAt: 5_000 }, { createdAt: undefined, confirmedAt: 5 }],
])("accepts %s", (_, row, found) => {
  expect(claimFactsOf(newEvent(), row)).toMatchObject(found);
});

it.each([undefined, null, 7])("treats the app client %p as none", (clientId) => {
  expect(
    claimFactsOf({ ...newEvent(), callerContext: { clientId: clientId as null } }, undefined).appClientId,
  ).toBeUndefined();
});

it("finds no app client without a caller context", () => {
  expect(appClientIdOf({})).toBeUndefined();
});

it.each<[string, unknown, object]>([
  ["unchanged", { iamRolesToOverride: ["r1"], preferredRole: "r1" }, { iamRoles: ["r1"], preferredRole: "r1" }],
  ["none for null", null, { iamRoles: [] }],
  ["no preferred role if it is a list, as in Cognito's test events", { preferredRole: ["r1"] }, { iamRoles: [] }],
])("keeps roles: %s", (_, groupConfiguration, roles) => {
  expect(cognitoValuesOf(newEvent({ request: { groupConfiguration } }))).toEqual({ ...roles, identityBytes: 0 });
});

it.each<[string, unknown, number]>([
  ["of a federated user", '[{"providerName":"Google"}]', '"identities":[{"providerName":"Google"}],'.length],
  ["that are missing", undefined, 0],
  ["that are not a string", [], 0],
])("counts the bytes of identities %s", (_, identities, bytes) => {
  expect(cognitoValuesOf(newEvent({ userAttributes: { identities } })).identityBytes).toBe(bytes);
});
