import { describe, expect, it } from "@jest/globals";
import { applyOverrides } from "../../local/cognito/claims.ts";

const before = {
  id: { sub: "1", aud: "web", email: "a@example.com", "cognito:groups": ["staff"], "dev:custom:x": "1" },
  access: { sub: "1", client_id: "web", scope: "openid", "cognito:groups": ["staff"] },
};
const apply = (details: object) => applyOverrides(before, { claimsAndScopeOverrideDetails: details });

describe("a pre token generation trigger's answer", () => {
  it.each([null, undefined, []])("changes nothing when it is %p", (details) => {
    expect(applyOverrides(before, { claimsAndScopeOverrideDetails: details })).toEqual({ ...before, refused: [] });
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

  it("lets suppression beat addition", () => {
    const after = apply({ idTokenGeneration: { claimsToAddOrOverride: { email: "b" }, claimsToSuppress: ["email"] } });
    expect(after.id).not.toHaveProperty("email");
  });

  it.each(["sub", "iss", "exp", "client_id", "cognito:username", "identities", "token_use", "dev:custom:x", "aud"])(
    "does not take %s into the ID token",
    (name) => {
      const after = apply({ idTokenGeneration: { claimsToAddOrOverride: { [name]: "forged" } } });
      expect(after.id).toEqual(before.id);
      expect(after.refused).toEqual([`id: ${name}`]);
    },
  );

  it("takes an audience into the access token only when it is the client", () => {
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

  it("adds and suppresses scopes, but none with a space", () => {
    const after = apply({
      accessTokenGeneration: { scopesToAdd: ["orders/read", "two words"], scopesToSuppress: ["openid"] },
    });
    expect(after.access["scope"]).toBe("orders/read");
  });
});
