import { describe, expect, it } from "@jest/globals";
import {
  appClientIdOf,
  claimFactsOf,
  cognitoValuesOf,
  type ServerFields,
} from "../../../src/rules/tokens/token-facts.ts";
import type { PreTokenGenerationEvent } from "../../../src/runtime/cognito-event.ts";
import { sampleEvent } from "../../support/events.ts";

const event = (changes: Parameters<typeof sampleEvent>[1] = {}) =>
  sampleEvent<PreTokenGenerationEvent>("PreTokenGeneration_V2_Authentication", changes);
const groups = (groupsToOverride: unknown) => event({ request: { groupConfiguration: { groupsToOverride } } });

it("takes of an event what no user can write", () => {
  expect(claimFactsOf(event(), { claims: { plan: "pro" }, createdAt: 1_700_000_000_999, confirmedAt: 5 })).toEqual({
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
    ["one that is listed", { "custom:department": "sales" }, { "custom:department": "sales" }],
    ["none that is not", { "custom:role": "admin", email: "a@example.com" }, {}],
    ["none that is no text", { "custom:department": { toString: "sales" } }, {}],
    [
      "no longer than Cognito's",
      { "custom:department": "x".repeat(3_000) },
      { "custom:department": "x".repeat(2_048) },
    ],
  ])("%s", (_, userAttributes, attributes) => {
    expect(claimFactsOf(event({ userAttributes }), undefined, ["custom:department"]).attributes).toStrictEqual(
      attributes,
    );
  });
});

it.each<[string, unknown, string[]]>([
  ["a list", ["a", "b"], ["a", "b"]],
  ["what is text of a list", ["a", 7, null, {}, "\ud800"], ["a", "\ufffd"]],
  ["a text", "administrators", []],
  ["an object that looks like a list", { length: 1, 0: "administrators" }, []],
  ["null", null, []],
])("groups of %s", (_, given, found) => {
  expect(claimFactsOf(groups(given), undefined).groups).toEqual(found);
});

it("nobody's groups, where the event has no configuration of them", () => {
  expect(claimFactsOf(event({ request: { groupConfiguration: null } }), undefined).groups).toEqual([]);
});

it("no attribute, where none is listed", () => {
  expect(claimFactsOf(event({ userAttributes: { "custom:role": "admin" } }), undefined).attributes).toStrictEqual({});
});

it.each<[string, ServerFields | undefined, object]>([
  ["no row", undefined, { profileClaims: undefined, createdAt: undefined, confirmedAt: undefined }],
  ["a time that is no number", { createdAt: "5000", confirmedAt: 5_000 }, { createdAt: undefined, confirmedAt: 5 }],
])("%s", (_, row, found) => {
  expect(claimFactsOf(event(), row)).toMatchObject(found);
});

it.each([undefined, null, 7])("an app client %p is none", (clientId) => {
  expect(
    claimFactsOf({ ...event(), callerContext: { clientId: clientId as null } }, undefined).appClientId,
  ).toBeUndefined();
});

it("no caller is no app client", () => {
  expect(appClientIdOf({})).toBeUndefined();
});

it.each<[string, unknown, object]>([
  ["as they came", { iamRolesToOverride: ["r1"], preferredRole: "r1" }, { iamRoles: ["r1"], preferredRole: "r1" }],
  ["none", null, { iamRoles: [] }],
  ["a preferred role that is a list, as in Cognito's own test events", { preferredRole: ["r1"] }, { iamRoles: [] }],
])("roles: %s", (_, groupConfiguration, roles) => {
  expect(cognitoValuesOf(event({ request: { groupConfiguration } }))).toEqual({ ...roles, identityBytes: 0 });
});

it.each<[string, unknown, number]>([
  ["a federated person's", '[{"providerName":"Google"}]', '"identities":[{"providerName":"Google"}],'.length],
  ["nobody's", undefined, 0],
  ["no text", [], 0],
])("identities: %s", (_, identities, bytes) => {
  expect(cognitoValuesOf(event({ userAttributes: { identities } })).identityBytes).toBe(bytes);
});
