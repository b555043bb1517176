import { describe, expect, it } from "@jest/globals";
import { machineClaims, resolveClaims, tokenResponse } from "../../src/rules/claims.ts";
import type { Claim } from "../../src/settings.ts";

const plan: Claim = { name: "plan", from: { profileClaim: "plan" }, tokens: ["id", "access"], otherwise: "free" };
const roles: Claim = { name: "roles", from: { profileClaim: "roles" }, tokens: ["access"] };
const tenant: Claim = { name: "tenant", from: { profileClaim: "tenant" }, tokens: ["id"], required: true };
const product: Claim = { name: "product", from: { constant: "suite" }, tokens: ["id", "access"] };
const duty: Claim = { name: "duty", from: { groups: { administrators: "admin", editors: "edit" } }, tokens: ["id"] };

const resolved = (claims: Claim[], profileClaims?: Record<string, unknown>, groups: string[] = []) => {
  const { claims: found, missing } = resolveClaims(claims, { profileClaims, groups });
  return { values: Object.fromEntries(found.map(({ name, value }) => [name, value])), missing };
};

describe("resolveClaims", () => {
  it.each([
    ["profile value", [plan], { plan: "pro" }, [], { plan: "pro" }, []],
    ["no profile: least privilege", [plan, roles], undefined, [], { plan: "free" }, []],
    ["lists", [roles], { roles: ["admin", "editor"] }, [], { roles: ["admin", "editor"] }, []],
    ["a truth", [plan], { plan: false }, [], { plan: false }, []],
    ["a number", [plan], { plan: 0 }, [], { plan: 0 }, []],
    ["no number", [plan], { plan: Number.NaN }, [], { plan: "free" }, []],
    ["no end of a number", [plan], { plan: Number.POSITIVE_INFINITY }, [], { plan: "free" }, []],
    ["nothing", [plan], { plan: null }, [], { plan: "free" }, []],
    ["an empty list", [roles], { roles: [] }, [], { roles: [] }, []],
    ["no list that is partly objects", [roles], { roles: ["admin", {}] }, [], {}, []],
    ["no objects", [roles], { roles: { admin: true } }, [], {}, []],
    ["no lists of objects", [roles], { roles: [{}] }, [], {}, []],
    ["no prototype names", [{ ...roles, from: { profileClaim: "constructor" } }], {}, [], {}, []],
    ["required and there", [tenant], { tenant: "t1" }, [], { tenant: "t1" }, []],
    ["required and missing", [tenant], {}, [], {}, ["tenant"]],
    ["required, table down", [tenant], undefined, [], {}, ["tenant"]],
    ["a constant", [product], undefined, [], { product: "suite" }, []],
    ["groups", [duty], undefined, ["editors", "administrators", "editors", "other"], { duty: ["edit", "admin"] }, []],
    ["no listed group", [duty], undefined, ["other", "__proto__"], {}, []],
  ] as const)("%s", (_, claims, profileClaims, groups, values, missing) => {
    expect(resolved([...claims], profileClaims, [...groups])).toEqual({ values, missing });
  });
});

describe("tokenResponse", () => {
  const { claims } = resolveClaims([plan, roles], { profileClaims: { plan: "pro", roles: ["admin"] }, groups: [] });

  it("gives version 1 strings for the ID token", () => {
    expect(tokenResponse("1", claims)).toEqual({ claimsOverrideDetails: { claimsToAddOrOverride: { plan: "pro" } } });
  });

  it("writes a list as JSON for version 1", () => {
    const listed = resolveClaims([{ ...roles, tokens: ["id"] }], { profileClaims: { roles: ["a", "b"] }, groups: [] });
    expect(tokenResponse("1", listed.claims)).toEqual({
      claimsOverrideDetails: { claimsToAddOrOverride: { roles: '["a","b"]' } },
    });
  });

  it.each(["2", "3"])("gives version %s both tokens", (version) => {
    expect(tokenResponse(version, claims)).toEqual({
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: { claimsToAddOrOverride: { plan: "pro" } },
        accessTokenGeneration: { claimsToAddOrOverride: { plan: "pro", roles: ["admin"] } },
      },
    });
  });
});

it("gives a machine the constants of the access token only", () => {
  expect(machineClaims([plan, roles, duty, product]).map(({ name, tokens }) => [name, tokens])).toEqual([
    ["product", ["access"]],
  ]);
});

it("leaves out a claim that has no value", () => {
  expect(resolveClaims([roles, product], { profileClaims: {}, groups: [] }).claims).toEqual([
    { ...product, value: "suite" },
  ]);
});
