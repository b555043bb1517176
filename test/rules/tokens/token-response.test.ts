import { describe, expect, it } from "@jest/globals";
import { claimsBudget } from "../../../src/rules/tokens/claim-size.ts";
import type { ClaimFacts } from "../../../src/rules/tokens/claims.ts";
import { decideMachineToken, decidePersonTokens } from "../../../src/rules/tokens/token-response.ts";
import type { Claim, ClaimValue, TokenSettings } from "../../../src/settings/claims.ts";

const facts: ClaimFacts = {
  sub: "s1",
  appClientId: "web",
  groups: ["staff"],
  profileClaims: { plan: "pro", roles: ["admin"] },
  attributes: {},
  createdAt: undefined,
  confirmedAt: undefined,
};
const both = ["id", "access"] as const;
const plan: Claim = { name: "plan", from: { profileClaim: "plan" }, tokens: both, otherwise: "free" };
const roles: Claim = { name: "roles", from: { profileClaim: "roles" }, tokens: ["access"] };
const constant = (name: string, value: ClaimValue, more: Partial<Claim> = {}): Claim => ({
  name,
  from: { constant: value },
  tokens: both,
  ...more,
});

const own = { iamRoles: ["arn:r"], preferredRole: "arn:r", identityBytes: 0 };
const decide = (version: string, claims: Claim[], tokens: TokenSettings = {}, changes: Partial<ClaimFacts> = {}) =>
  decidePersonTokens({ claims, tokens }, version, { ...facts, ...changes }, own);
const responseOf = (...given: Parameters<typeof decide>) => decide(...given).response;

describe("version 1", () => {
  const first = (details: object) => ({ claimsOverrideDetails: details });
  it.each<[string, Claim[], object]>([
    ["the ID token's claims", [plan, roles], { plan: "pro" }],
    ["a list as JSON text", [{ ...roles, tokens: ["id"] }], { roles: '["admin"]' }],
    ["an object as JSON text", [constant("shop", { a: 1 })], { shop: '{"a":1}' }],
    ["numbers and booleans as text", [constant("limit", 3), constant("beta", false)], { limit: "3", beta: "false" }],
    ["an object in a standard claim as text", [constant("address", { street: "x" })], { address: '{"street":"x"}' }],
  ])("has %s", (_, claims, claimsToAddOrOverride) => {
    expect(responseOf("1", claims)).toEqual(first({ claimsToAddOrOverride }));
  });

  it("has no scopes, but groups and suppressed claims", () => {
    const tokens: TokenSettings = {
      scopes: [{ add: ["orders/read"] }],
      groups: [{ add: ["beta"] }],
      suppress: [{ claims: ["given_name"], tokens: ["id"] }],
    };
    expect(responseOf("1", [], tokens)).toEqual(
      first({
        claimsToAddOrOverride: {},
        claimsToSuppress: ["given_name"],
        groupOverrideDetails: {
          groupsToOverride: ["staff", "beta"],
          iamRolesToOverride: ["arn:r"],
          preferredRole: "arn:r",
        },
      }),
    );
  });

  it("has an otherwise as text", () => {
    const claim = constant("limit", "x".repeat(2_000), { otherwise: 7 });
    expect(responseOf("1", [claim])).toEqual(first({ claimsToAddOrOverride: { limit: "7" } }));
  });
});

describe.each(["2", "3"])("version %s", (version) => {
  const later = (id: object, access: object, more: object = {}) => ({
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: { claimsToAddOrOverride: {}, ...id },
      accessTokenGeneration: { claimsToAddOrOverride: {}, ...access },
      ...more,
    },
  });
  const added = (claims: object) => ({ claimsToAddOrOverride: claims });
  const override = (groups: string[]) => ({
    groupOverrideDetails: { groupsToOverride: groups, iamRolesToOverride: ["arn:r"], preferredRole: "arn:r" },
  });

  it.each<[string, Claim[], TokenSettings, object]>([
    ["fills both tokens", [plan, roles], {}, later(added({ plan: "pro" }), added({ plan: "pro", roles: ["admin"] }))],
    ["omits claims for phone", [constant("a", 1, { appClients: ["phone"] })], {}, later({}, {})],
    ["has claims for web", [constant("a", 1, { appClients: ["web"] })], {}, later(added({ a: 1 }), added({ a: 1 }))],
    ["omits claims except for web", [constant("a", 1, { exceptAppClients: ["web"] })], {}, later({}, {})],
    [
      "has an audience",
      [{ name: "aud", from: { appClientId: true }, tokens: ["access"] }],
      {},
      later({}, added({ aud: "web" })),
    ],
    [
      "omits claims that Cognito reserves",
      [constant("sub", "forged"), constant("cognito:groups", ["admin"])],
      {},
      later({}, {}),
    ],
    [
      "omits an object that the ID token does not accept",
      [constant("address", { a: "x" })],
      {},
      later({}, added({ address: { a: "x" } })),
    ],
    [
      "changes scopes",
      [],
      { scopes: [{ add: ["a/read"], remove: ["openid"] }] },
      later({}, { scopesToAdd: ["a/read"], scopesToSuppress: ["openid"] }),
    ],
    ["omits unchanged groups", [], { groups: [{ remove: ["other"] }] }, later({}, {})],
    ["changes groups", [], { groups: [{ add: ["beta"] }] }, later({}, {}, override(["staff", "beta"]))],
    ["removes all groups", [], { groups: [{ remove: ["staff"] }] }, later({}, {}, override([]))],
    [
      "suppresses each claim once, and no reserved claims",
      [],
      {
        suppress: [
          { claims: ["email", "sub"], tokens: ["id"] },
          { claims: ["email"], tokens: both },
        ],
      },
      later({ claimsToSuppress: ["email"] }, { claimsToSuppress: ["email"] }),
    ],
    [
      "ignores suppressed claims of another app client",
      [],
      { suppress: [{ claims: ["email"], tokens: both, appClients: ["phone"] }] },
      later({}, {}),
    ],
  ])("%s", (_, claims, tokens, response) => {
    expect(responseOf(version, claims, tokens)).toEqual(response);
  });
});

describe("a missing required claim", () => {
  const required = (value: ClaimValue, more: Partial<Claim> = {}) => constant("a", value, { required: true, ...more });
  it.each<[string, Claim[], string[]]>([
    [
      "is reported if there is no value",
      [{ ...plan, otherwise: undefined as never, from: { profileClaim: "x" }, required: true }],
      ["plan"],
    ],
    ["is reported if it does not fit", [required("x".repeat(claimsBudget))], ["a"]],
    ["is reported if Cognito would reject it", [constant("address", ["x"], { required: true })], ["address"]],
    ["is not reported if there is a value", [required("x")], []],
    ["is not reported if the claim is optional", [constant("sub", "forged")], []],
    ["is not reported for other app clients", [required("x".repeat(claimsBudget), { appClients: ["phone"] })], []],
  ])("%s", (_, claims, missing) => {
    expect(decide("2", claims).missing).toEqual(missing);
  });

  it("is reported for version 1 only in the ID token", () => {
    expect(decide("1", [required("x".repeat(claimsBudget - 5), { tokens: ["access"] })]).missing).toEqual([]);
    expect(decide("1", [required("x".repeat(claimsBudget - 5), { tokens: ["id"] })]).missing).toEqual(["a"]);
  });
});

describe("the size", () => {
  const large = constant("large", "x".repeat(1_390 - 8));
  it("reports the trimmed claims of each token", () => {
    expect(decide("2", [constant("a", "b"), { ...large, tokens: ["id"] }]).trimmed).toEqual([
      { token: "id", claims: ["large"] },
    ]);
  });

  it("counts added scopes only in the access token", () => {
    const tokens: TokenSettings = { scopes: [{ add: ["orders/write"] }] };
    expect(decide("2", [large], tokens).trimmed).toEqual([{ token: "access", claims: ["large"] }]);
    expect(decide("1", [large], tokens).trimmed).toEqual([]);
  });

  it("counts added groups in both tokens, and no groups that the user already has", () => {
    const added = (group: string) => decide("2", [large], { groups: [{ add: [group] }] }).trimmed;
    expect(added("staff")).toEqual([]);
    expect(added("a")).toEqual([]);
    expect(added("äußerst")).toEqual(["id", "access"].map((token) => ({ token, claims: ["large"] })));
  });

  it.each([
    [0, []],
    [10, [{ token: "id", claims: ["large"] }]],
  ])("counts %i bytes of identities in the ID token", (identityBytes, trimmed) => {
    expect(decidePersonTokens({ claims: [large] }, "2", facts, { ...own, identityBytes }).trimmed).toEqual(trimmed);
  });

  it("leaves 1,000 bytes regardless of the identities", () => {
    const claim = constant("large", "x".repeat(1_000 - 12));
    expect(decidePersonTokens({ claims: [claim] }, "2", facts, { ...own, identityBytes: 2_048 }).trimmed).toEqual([]);
  });

  it("counts the text of version 1", () => {
    const quotes = constant(
      "quotes",
      Array.from({ length: 200 }, () => "abc"),
    );
    expect(decide("2", [quotes]).trimmed).toEqual([]);
    expect(decide("1", [quotes]).trimmed).toEqual([{ token: "id", claims: ["quotes"] }]);
  });
});

it("reports nothing if all claims fit", () => {
  expect(decide("2", [plan])).toMatchObject({ missing: [], trimmed: [], failures: [] });
});

it("returns the error of a function", () => {
  const error = new Error("no");
  const compute = () => {
    throw error;
  };
  expect(decide("2", [{ name: "a", from: { compute }, tokens: both }]).failures).toEqual([{ name: "a", error }]);
});

it("works without tokens in the settings", () => {
  expect(decidePersonTokens({ claims: [plan] }, "2", facts, own).missing).toEqual([]);
});

describe("a machine's token", () => {
  it("has constants, its audience and its scopes in the access token", () => {
    const claims: Claim[] = [
      plan,
      constant("product", "suite"),
      constant("for robots", "x", { appClients: ["robot"] }),
      constant("for people", "x", { appClients: ["web"] }),
      { name: "aud", from: { appClientId: true }, tokens: ["access"] },
    ];
    const tokens: TokenSettings = {
      scopes: [{ add: ["for-people"] }, { add: ["orders/write"], appClients: ["robot"] }],
      groups: [{ add: ["beta"] }],
    };
    expect(decideMachineToken({ claims, tokens }, "3", "robot").response).toEqual({
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: { claimsToAddOrOverride: {} },
        accessTokenGeneration: {
          claimsToAddOrOverride: { product: "suite", "for robots": "x", aud: "robot" },
          scopesToAdd: ["orders/write"],
        },
      },
    });
  });
});
