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

const resolved = (claims: readonly Claim[], changes: Partial<ClaimFacts>) => {
  const { claims: found, missing } = resolveClaims(claims, { ...facts, ...changes });
  return { values: Object.fromEntries(found.map(({ name, value }) => [name, value])), missing };
};

describe("from the PROFILE row", () => {
  it.each([
    ["a text", [plan], { plan: "pro" }, { plan: "pro" }, []],
    ["no row: least privilege", [plan, roles], undefined, { plan: "free" }, []],
    ["a list", [roles], { roles: ["admin", "editor"] }, { roles: ["admin", "editor"] }, []],
    ["a set, as DynamoDB has it", [roles], { roles: new Set(["admin"]) }, { roles: ["admin"] }, []],
    ["an object", [roles], { roles: { shop: ["admin"] } }, { roles: { shop: ["admin"] } }, []],
    ["no value of the claim's kind", [plan], { plan: null }, { plan: "free" }, []],
    ["no prototype names", [{ ...roles, from: { profileClaim: "constructor" } }], {}, {}, []],
    ["no length of a text", [{ ...roles, from: { profileClaim: "length" } }], "pro", {}, []],
    ["no length of a list", [{ ...roles, from: { profileClaim: "length" } }], ["pro"], {}, []],
    ["nothing of null", [plan], null, { plan: "free" }, []],
    ["required and there", [tenant], { tenant: "t1" }, { tenant: "t1" }, []],
    ["required and missing", [tenant], {}, {}, ["tenant"]],
    ["required, table down", [tenant], undefined, {}, ["tenant"]],
  ] as Array<[string, Claim[], unknown, object, string[]]>)("%s", (_, claims, profileClaims, values, missing) => {
    expect(resolved(claims, { profileClaims })).toEqual({ values, missing });
  });

  it.each([
    ["createdAt", { createdAt: 1_700_000_000 }, { own: 1_700_000_000 }],
    ["confirmedAt", { createdAt: 1_700_000_000 }, {}],
  ] as const)("%s", (profile, changes, values) => {
    expect(resolved([own({ profile })], changes).values).toEqual(values);
  });
});

describe("from groups", () => {
  it.each([
    ["mapped, each once", ["editors", "administrators", "editors", "other"], { duty: ["edit", "admin"] }],
    ["none that is not listed", ["other", "__proto__", "constructor"], {}],
    ["none", [], {}],
  ])("%s", (_, groups, values) => {
    expect(resolved([duty], { groups }).values).toEqual(values);
  });
});

describe("from elsewhere", () => {
  const department = own({ attribute: "custom:department" });
  it.each<[string, Claim, Partial<ClaimFacts>, object]>([
    ["a constant", product, {}, { product: "suite" }],
    ["an attribute that nobody writes", department, { attributes: { "custom:department": "sales" } }, { own: "sales" }],
    ["no attribute of a prototype", own({ attribute: "constructor" }), {}, {}],
    ["the app client", own({ appClientId: true }), {}, { own: "web" }],
    ["no app client", own({ appClientId: true }), { appClientId: undefined }, {}],
  ])("%s", (_, claim, changes, values) => {
    expect(resolved([claim], changes).values).toEqual(values);
  });
});

describe("computed", () => {
  const profileClaims = { plan: "pro", secret: "x" };
  const compute = (work: (person: Person) => unknown, keys: string[] = []) =>
    own({ compute: work as (person: Person) => string, profileClaims: keys });

  it.each([
    ["of the claims it names", compute(({ claims }) => `${claims["plan"]}!`, ["plan"]), { own: "pro!" }],
    ["of no others", compute(({ claims }) => Object.keys(claims), ["plan"]), { own: ["plan"] }],
    ["of none where it names none", own({ compute: ({ claims }) => Object.keys(claims) }), { own: [] }],
    ["of nothing that every object has", compute(({ claims }) => String("toString" in claims)), { own: "false" }],
    [
      "of the person",
      compute(({ sub, groups, appClientId }) => [sub, ...groups, appClientId]),
      { own: ["s1", "a", "web"] },
    ],
    ["nothing", compute(() => undefined), {}],
    ["a promise is no claim", compute(async () => "pro"), {}],
    ["what throws is no claim", compute(() => Promise.reject), {}],
    ["an error", compute(() => JSON.parse("{")), {}],
  ])("%s", (_, claim, values) => {
    expect(resolved([claim], { profileClaims, groups: ["a"] }).values).toEqual(values);
  });

  it("tells of what was thrown, and takes the claim's otherwise", () => {
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
  ["nothing", undefined, false],
  ["null", null, false],
  ["what cannot stand in a token", [null], true],
  ["a text", "pro", false],
])("tells of a row with %s: %p, %s", (_, plan, tells) => {
  const { failures } = resolveClaims([own({ profileClaim: "plan" })], { ...facts, profileClaims: { plan } });
  expect(failures).toEqual(tells ? [{ name: "own", error: expect.any(TypeError) }] : []);
});

it("gives a machine what needs no person, in the access token only", () => {
  const audience: Claim = { name: "aud", from: { appClientId: true }, tokens: ["access"] };
  const forId: Claim = { name: "forId", from: { constant: "x" }, tokens: ["id"] };
  const found = selectMachineClaims([plan, roles, duty, product, audience, forId]);
  expect(found.map(({ name, tokens }) => [name, tokens])).toEqual([
    ["product", ["access"]],
    ["aud", ["access"]],
  ]);
});
