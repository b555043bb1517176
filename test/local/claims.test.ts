import { describe, expect, it } from "@jest/globals";
import { changeTokens } from "../../local/cognito/claims.ts";
import { newTokens } from "../../local/cognito/own-claims.ts";
import type { PreTokenGenerationEvent } from "../../src/runtime/cognito-event.ts";
import { sampleEvent } from "../support/events.ts";

describe("Cognito's own claims", () => {
  const issue = { issuer: "https://issuer.example/pool", now: 1_764_547_200, newId: () => "id" };
  const event = (name: string, changes: Parameters<typeof sampleEvent>[1] = {}) =>
    sampleEvent<PreTokenGenerationEvent>(name, changes);
  const user = { sub: expect.any(String), iss: issue.issuer, auth_time: issue.now, iat: issue.now };

  it("describe a federated user, with groups and roles", () => {
    const { id, access } = newTokens(event("PreTokenGeneration_V2_HostedAuth"), { ...issue, idLife: 60 });
    expect(id).toEqual({
      ...user,
      exp: issue.now + 60,
      token_use: "id",
      aud: "4u3ef0exampleclient000000",
      "cognito:username": "Google_108204012345678901234",
      "cognito:groups": ["administrators", "editors"],
      "cognito:roles": ["arn:aws:iam::123456789012:role/editor"],
      email: "ada@example.com",
      email_verified: true,
      given_name: "Ada",
      family_name: "Lovelace",
      locale: "en-GB",
      identities: [expect.objectContaining({ providerName: "Google", primary: "true" })],
      origin_jti: "id",
      event_id: "id",
      jti: "id",
    });
    expect(access).toEqual({
      ...user,
      exp: issue.now + 3_600,
      token_use: "access",
      client_id: "4u3ef0exampleclient000000",
      username: "Google_108204012345678901234",
      "cognito:groups": ["administrators", "editors"],
      scope: "openid email profile",
      version: 2,
      origin_jti: "id",
      event_id: "id",
      jti: "id",
    });
  });

  it.each<[string, Parameters<typeof sampleEvent>[1], object]>([
    [
      "the preferred role",
      { request: { groupConfiguration: { preferredRole: "role" } } },
      { "cognito:preferred_role": "role" },
    ],
    ["an unverified address", { userAttributes: { email_verified: "false" } }, { email_verified: false }],
    ["identities that are not a list", { userAttributes: { identities: "x" } }, { identities: "x" }],
  ])("include %s", (_, changes, claims) => {
    expect(newTokens(event("PreTokenGeneration_V2_HostedAuth", changes), issue).id).toMatchObject(claims);
  });

  it("include no groups or roles if the user has none", () => {
    const groupConfiguration = { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null };
    const changes = { request: { groupConfiguration } };
    const { id, access } = newTokens(event("PreTokenGeneration_V2_HostedAuth", changes), issue);
    for (const claims of [id, access])
      expect(Object.keys(claims).filter((name) => /groups|role/.test(name))).toEqual([]);
  });

  it("include no user in the access token of a machine", () => {
    expect(newTokens(event("PreTokenGeneration_V3_ClientCredentials"), issue)).toEqual({
      id: {},
      access: {
        ...user,
        sub: expect.stringMatching(/^\w+$/),
        exp: issue.now + 3_600,
        token_use: "access",
        client_id: expect.any(String),
        scope: expect.any(String),
        version: 2,
        jti: "id",
      },
    });
  });
});

const before = {
  id: { sub: "1", aud: "web", email: "a@example.com", "cognito:groups": ["staff"], "dev:custom:x": "1" },
  access: { sub: "1", client_id: "web", scope: "openid", "cognito:groups": ["staff"] },
};
const apply = (details: object) => changeTokens(before, { claimsAndScopeOverrideDetails: details });

describe("the response of a pre token generation trigger", () => {
  it.each([null, undefined, []])("changes nothing if it is %p", (details) => {
    expect(changeTokens(before, { claimsAndScopeOverrideDetails: details })).toEqual({ ...before, refused: [] });
  });

  it("adds and overrides claims of any type in both tokens", () => {
    const claims = { plan: "free", roles: ["admin"], limit: 3 };
    const after = apply({
      idTokenGeneration: { claimsToAddOrOverride: { ...claims, email: "b@example.com" } },
      accessTokenGeneration: { claimsToAddOrOverride: claims },
    });
    expect(after.id).toMatchObject({ ...claims, email: "b@example.com" });
    expect(after.access).toMatchObject(claims);
  });

  it("suppresses a claim that it also adds", () => {
    const after = apply({ idTokenGeneration: { claimsToAddOrOverride: { email: "b" }, claimsToSuppress: ["email"] } });
    expect(after.id).not.toHaveProperty("email");
  });

  it.each(["sub", "iss", "exp", "client_id", "cognito:username", "identities", "token_use", "dev:custom:x", "aud"])(
    "cannot set %s in the ID token",
    (name) => {
      const after = apply({ idTokenGeneration: { claimsToAddOrOverride: { [name]: "forged" } } });
      expect(after.id).toEqual(before.id);
      expect(after.refused).toEqual([`id: ${name}`]);
    },
  );

  it("can set aud in the access token only to the app client", () => {
    const add = (aud: string) => apply({ accessTokenGeneration: { claimsToAddOrOverride: { aud } } });
    expect(add("web").access).toHaveProperty("aud", "web");
    expect(add("other").refused).toEqual(["access: aud"]);
  });

  it("changes groups in both tokens and roles in the ID token", () => {
    const groups = { groupsToOverride: ["a", "b"], iamRolesToOverride: ["role"], preferredRole: "role" };
    const after = apply({ groupOverrideDetails: groups });
    expect(after.id).toMatchObject({ "cognito:groups": ["a", "b"], "cognito:roles": ["role"] });
    expect(after.access).toMatchObject({ "cognito:groups": ["a", "b"] });
    expect(after.access).not.toHaveProperty("cognito:roles");
    expect(apply({ groupOverrideDetails: {} }).id).not.toHaveProperty("cognito:groups");
  });

  it("adds and suppresses scopes, but adds none with a space", () => {
    const after = apply({
      accessTokenGeneration: { scopesToAdd: ["orders/read", "two words"], scopesToSuppress: ["openid"] },
    });
    expect(after.access["scope"]).toBe("orders/read");
  });

  it("changes only the ID token's claims in version 1, and groups in both tokens", () => {
    const after = changeTokens(before, {
      claimsOverrideDetails: {
        claimsToAddOrOverride: { plan: "free" },
        claimsToSuppress: ["email"],
        groupOverrideDetails: { groupsToOverride: ["a"] },
      },
    });
    expect(after.id).toEqual({ sub: "1", aud: "web", plan: "free", "cognito:groups": ["a"], "dev:custom:x": "1" });
    expect(after.access).toEqual({ ...before.access, "cognito:groups": ["a"] });
  });
});
