import { describe, expect, it } from "@jest/globals";
import { type ClaimFacts, resolveClaims, selectMachineClaims } from "../../../src/rules/tokens/claims.ts";
import type { Claim, ClaimSource, Person } from "../../../src/settings/claims.ts";

const facts: ClaimFacts = {
  sub: "s1",
  appClientId: "web",
  groups: [],
  profileClaims: undefined,
  attributes: {},
  createdAt: undefined,
  confirmedAt: undefined,
};
const plan: Claim = { name: "plan", from: { profileClaim: "plan" }, tokens: ["id", "access"], otherwise: "free" };
const roles: Claim = { name: "roles", from: { profileClaim: "roles" }, tokens: ["access"] };
const tenant: Claim = { name: "tenant", from: { profileClaim: "tenant" }, tokens: ["id"], required: true };
const product: Claim = { name: "product", from: { constant: "suite" }, tokens: ["id", "access"] };
const duty: Claim = { name: "duty", from: { groups: { administrators: "admin", editors: "edit" } }, tokens: ["id"] };
const own = (from: ClaimSource): Claim => ({ name: "own", from, tokens: ["id"] });

const resolveValues = (claims: readonly Claim[], changes: Partial<ClaimFacts>) => {
  const { claims: found, missing } = resolveClaims(claims, { ...facts, ...changes });
  return { values: Object.fromEntries(found.map(({ name, value }) => [name, value])), missing };
};

describe("from the PROFILE row", () => {
  it.each([
    ["a string", [plan], { plan: "pro" }, { plan: "pro" }, []],
    ["no row: least privilege", [plan, roles], undefined, { plan: "free" }, []],
    ["a list", [roles], { roles: ["admin", "editor"] }, { roles: ["admin", "editor"] }, []],
    ["a set, as from DynamoDB", [roles], { roles: new Set(["admin"]) }, { roles: ["admin"] }, []],
    ["an object", [roles], { roles: { shop: ["admin"] } }, { roles: { shop: ["admin"] } }, []],
    ["an invalid value", [plan], { plan: null }, { plan: "free" }, []],
    ["no inherited property", [{ ...roles, from: { profileClaim: "constructor" } }], {}, {}, []],
    ["no length of a string", [{ ...roles, from: { profileClaim: "length" } }], "pro", {}, []],
    ["no length of a list", [{ ...roles, from: { profileClaim: "length" } }], ["pro"], {}, []],
    ["no property of null", [plan], null, { plan: "free" }, []],
    ["a required claim", [tenant], { tenant: "t1" }, { tenant: "t1" }, []],
    ["a missing required claim", [tenant], {}, {}, ["tenant"]],
    ["a required claim without a row", [tenant], undefined, {}, ["tenant"]],
  ] as Array<[string, Claim[], unknown, object, string[]]>)("%s", (_, claims, profileClaims, values, missing) => {
    expect(resolveValues(claims, { profileClaims })).toEqual({ values, missing });
  });

  it.each([
    ["createdAt", { createdAt: 1_700_000_000 }, { own: 1_700_000_000 }],
    ["confirmedAt", { createdAt: 1_700_000_000 }, {}],
  ] as const)("%s", (profile, changes, values) => {
    expect(resolveValues([own({ profile })], changes).values).toEqual(values);
  });
});

describe("from groups", () => {
  it.each([
    ["maps each group once", ["editors", "administrators", "editors", "other"], { duty: ["edit", "admin"] }],
    ["ignores unknown groups", ["other", "__proto__", "constructor"], {}],
    ["accepts no groups", [], {}],
  ])("%s", (_, groups, values) => {
    expect(resolveValues([duty], { groups }).values).toEqual(values);
  });
});

describe("from other sources", () => {
  const department = own({ attribute: "custom:department" });
  it.each<[string, Claim, Partial<ClaimFacts>, object]>([
    ["a constant", product, {}, { product: "suite" }],
    ["a read-only attribute", department, { attributes: { "custom:department": "sales" } }, { own: "sales" }],
    ["no inherited attribute", own({ attribute: "constructor" }), {}, {}],
    ["the app client", own({ appClientId: true }), {}, { own: "web" }],
    ["no app client", own({ appClientId: true }), { appClientId: undefined }, {}],
  ])("%s", (_, claim, changes, values) => {
    expect(resolveValues([claim], changes).values).toEqual(values);
  });
});

describe("a computed claim", () => {
  const profileClaims = { plan: "pro", secret: "x" };
  const compute = (work: (person: Person) => unknown, keys: string[] = []) =>
    own({ compute: work as (person: Person) => string, profileClaims: keys });

  it.each([
    ["receives claims that it names", compute(({ claims }) => `${claims["plan"]}!`, ["plan"]), { own: "pro!" }],
    ["receives no other profile claims", compute(({ claims }) => Object.keys(claims), ["plan"]), { own: ["plan"] }],
    ["receives no profile claims if it names none", own({ compute: ({ claims }) => Object.keys(claims) }), { own: [] }],
    ["receives no inherited properties", compute(({ claims }) => String("toString" in claims)), { own: "false" }],
    [
      "receives the user",
      compute(({ sub, groups, appClientId }) => [sub, ...groups, appClientId]),
      { own: ["s1", "a", "web"] },
    ],
    ["can be undefined", compute(() => undefined), {}],
    ["cannot be a promise", compute(async () => "pro"), {}],
    ["cannot be a function", compute(() => Promise.reject), {}],
    ["is left out if its function throws", compute(() => JSON.parse("{")), {}],
  ])("%s", (_, claim, values) => {
    expect(resolveValues([claim], { profileClaims, groups: ["a"] }).values).toEqual(values);
  });

  it("falls back to its otherwise and reports the error", () => {
    const error = new Error("no");
    const claim: Claim = {
      ...compute(() => {
        throw error;
      }),
      otherwise: "none",
    };
    const { claims, failures } = resolveClaims([claim], facts);
    expect(failures).toEqual([{ name: "own", error }]);
    expect(claims).toEqual([{ ...claim, value: "none" }]);
  });
});

it.each<[string, unknown, boolean]>([
  ["undefined", undefined, false],
  ["null", null, false],
  ["a value that a token cannot have", [null], true],
  ["a string", "pro", false],
])("reports a row with %s (%p): %s", (_, plan, isReported) => {
  const { failures } = resolveClaims([own({ profileClaim: "plan" })], { ...facts, profileClaims: { plan } });
  expect(failures).toEqual(isReported ? [{ name: "own", error: expect.any(TypeError) }] : []);
});

it("selects claims without a user for machines, only in the access token", () => {
  const audience: Claim = { name: "aud", from: { appClientId: true }, tokens: ["access"] };
  const forId: Claim = { name: "forId", from: { constant: "x" }, tokens: ["id"] };
  const found = selectMachineClaims([plan, roles, duty, product, audience, forId]);
  expect(found.map(({ name, tokens }) => [name, tokens])).toEqual([
    ["product", ["access"]],
    ["aud", ["access"]],
  ]);
});
