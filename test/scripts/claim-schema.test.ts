import { describe, expect, it } from "@jest/globals";
import { settingsProblems } from "../../scripts/settings.ts";
import { suiteWith } from "../support/suite.ts";

const problems = (claims: object[], tokens?: object): string[] =>
  settingsProblems({ ...suiteWith({ appClients: {} }), claims, ...(tokens && { tokens }) }, {});
const claim = (changes: object = {}): object => ({ name: "a", from: { constant: "x" }, tokens: ["id"], ...changes });
const named = (name: string) => claim({ name });
const from = (source: object) => claim({ from: source });
const long = "x".repeat(1_000);

describe("a claim may", () => {
  it.each<[string, object]>([
    ["have an address for a name", named("https://example.com/claims")],
    ["be a list or an object", from({ constant: { roles: ["admin"], limit: 3 } })],
    ["be a time of the row", from({ profile: "confirmedAt" })],
    ["be computed", from({ compute: () => "x", profileClaims: ["plan"] })],
    ["be the audience", claim({ name: "aud", from: { appClientId: true }, tokens: ["access"] })],
    ["have a priority", claim({ priority: -1, required: true })],
    [
      "be an object in the access token",
      claim({ name: "address", from: { constant: { a: "x" } }, tokens: ["access"] }),
    ],
  ])("%s", (_, good) => {
    expect(problems([good])).toEqual([]);
  });

  it.each<[string, object, object]>([
    ["another token", claim({ tokens: ["access"] }), claim()],
    ["another app client", claim({ appClients: ["web"] }), claim({ appClients: ["phone"] })],
    ["all other app clients", claim({ appClients: ["web"] }), claim({ exceptAppClients: ["web"] })],
  ])("be declared again for %s", (_, one, other) => {
    expect(problems([one, other])).toEqual([]);
  });

  it("come from an attribute that no app client writes", () => {
    expect(problems([from({ attribute: "custom:d" })], { readOnlyAttributes: ["custom:d"] })).toEqual([]);
  });
});

const keeps = "claims.0.name: Cognito keeps this claim name for itself";
const audience = "claims.0.name: an audience is the app client";
const sources = "claims.0.from: a claim comes from { constant }";
const values = "a claim is a text, a number, true or false, or a list or object of them";

describe("a claim may not", () => {
  it.each<[string, object, string]>([
    ...["sub", "iss", "exp", "jti", "client_id", "username", "identities", "token_use", "version"].map(
      (name): [string, object, string] => [`be called ${name}`, named(name), keeps],
    ),
    ...["cognito:groups", "custom:role", "dev:custom:role", "__proto__", "constructor", "toString"].map(
      (name): [string, object, string] => [`be called ${name}`, named(name), keeps],
    ),
    ["be called scope", named("scope"), "claims.0.name: scopes are changed by tokens.scopes"],
    ["have a space in its name", named("a b"), "claims.0.name: a claim is named in 1 to 128 ASCII"],
    ["have no name", named(""), "claims.0.name: a claim is named in 1 to 128 ASCII"],
    ["be an audience of its own", claim({ name: "aud", tokens: ["access"] }), audience],
    ["be an audience of the ID token", claim({ name: "aud", from: { appClientId: true } }), audience],
    ["come from a standard attribute", from({ attribute: "email" }), "claims.0.from: users can write email"],
    [
      "come from any attribute",
      from({ attribute: "custom:role" }),
      "claims.0.from: users may be able to write custom:role",
    ],
    ["come from the caller", from({ clientMetadata: "role" }), sources],
    ["come from a copied field", from({ profile: "givenName" }), sources],
    ["be computed later", from({ compute: async () => "x" }), sources],
    ["be null", from({ constant: null }), sources],
    ["fall back to a date", claim({ otherwise: new Date(0) }), `claims.0.otherwise: ${values}`],
    ["reach another token", claim({ tokens: ["refresh"] }), "claims.0.tokens.0: "],
    ["reach no token", claim({ tokens: [] }), 'claims.0.tokens: name "id", "access" or both'],
    ["be for no app client", claim({ appClients: [] }), "claims.0.appClients: name at least one app client"],
    [
      "be for some and all others",
      claim({ appClients: ["a"], exceptAppClients: ["b"] }),
      "claims.0.appClients: name appClients or",
    ],
    [
      "be an object that the ID token takes not",
      claim({ name: "address", from: { constant: {} } }),
      "claims.0.from: Cognito takes no list",
    ],
    [
      "fall back to one",
      claim({ name: "updated_at", from: { profileClaim: "a" }, otherwise: [1] }),
      "claims.0.from: Cognito takes no list",
    ],
    ["have half a priority", claim({ priority: 0.5 }), "claims.0.priority: a priority is a whole number"],
  ])("%s", (_, bad, problem) => {
    expect(problems([bad])).toEqual([expect.stringContaining(`suite.config.ts: ${problem}`)]);
  });

  it.each<[string, object, object]>([
    ["for all", claim(), claim()],
    ["for all and for one", claim(), claim({ appClients: ["web"] })],
    ["for one of several", claim({ appClients: ["web", "phone"] }), claim({ appClients: ["web"] })],
    ["for all but different ones", claim({ exceptAppClients: ["web"] }), claim({ exceptAppClients: ["phone"] })],
    ["in one of two tokens", claim({ tokens: ["id", "access"] }), claim()],
  ])("be declared twice %s", (_, one, other) => {
    expect(problems([one, other])).toEqual([
      'suite.config.ts: claims: "a" is declared twice for the same token and app client',
    ]);
  });
});

describe("tokens may not", () => {
  it.each<[string, object, string]>([
    ["have a scope with a space", { scopes: [{ add: ["two words"] }] }, "tokens.scopes.0.add.0: a scope has no spaces"],
    [
      "remove a scope with a space",
      { scopes: [{ remove: [" x"] }] },
      "tokens.scopes.0.remove.0: a scope has no spaces",
    ],
    [
      "have a rule that does nothing",
      { groups: [{ inGroups: ["a"] }] },
      "tokens.groups.0: the rule adds and removes nothing",
    ],
    [
      "leave out what Cognito keeps",
      { suppress: [{ claims: ["sub"], tokens: ["id"] }] },
      "tokens.suppress.0.claims.0: Cognito does not leave out",
    ],
    [
      "leave out nothing",
      { suppress: [{ claims: [], tokens: ["id"] }] },
      "tokens.suppress.0.claims: name at least one claim",
    ],
    ["leave out what is declared", { suppress: [{ claims: ["a"], tokens: ["id"] }] }, 'claims: "a" is also suppressed'],
    [
      "call a standard attribute read-only",
      { readOnlyAttributes: ["email"] },
      "tokens.readOnlyAttributes.0: users can write their standard attributes",
    ],
    ["have other settings", { scope: [] }, "tokens.scope: no such setting"],
  ])("%s", (_, tokens, problem) => {
    expect(problems([claim()], tokens)).toEqual([expect.stringContaining(`suite.config.ts: ${problem}`)]);
  });
});

describe("what is always there has to fit", () => {
  it.each<[string, object[], object | undefined, string[]]>([
    ["one constant", [from({ constant: long })], undefined, ["claims: constants"]],
    ["one otherwise", [claim({ from: { profileClaim: "a" }, otherwise: long })], undefined, ["claims: constants"]],
    [
      "several",
      [1, 2].map((n) => claim({ name: `a${n}`, from: { constant: "x".repeat(500) } })),
      undefined,
      ["claims: constants, otherwise, added scopes and groups make 1017 bytes in the id token of another app client"],
    ],
    [
      "for one app client",
      [1, 2].map((n) => claim({ name: `a${n}`, from: { constant: "x".repeat(500) }, appClients: ["web"] })),
      undefined,
      ["1017 bytes in the id token of web"],
    ],
    ["scopes", [claim({ tokens: ["access"] })], { scopes: [{ add: ["x".repeat(990)] }] }, []],
    [
      "scopes, one too many",
      [claim({ tokens: ["access"] })],
      { scopes: [{ add: ["x".repeat(1_000)] }] },
      ["bytes in the access token of another app client"],
    ],
    ["groups", [], { groups: [{ add: [..."abcdefg"].map((one) => one.repeat(128)) }] }, []],
    [
      "groups, one too many",
      [],
      { groups: [{ add: [..."abcdefgh"].map((one) => one.repeat(128)) }] },
      ["bytes in the id token of another app client", "bytes in the access token of another app client"],
    ],
    [
      "not for different app clients",
      [1, 2].map((n) => claim({ from: { constant: "x".repeat(500) }, appClients: [`client${n}`] })),
      undefined,
      [],
    ],
  ])("%s", (_, claims, tokens, found) => {
    expect(problems(claims, tokens)).toEqual(found.map((text) => expect.stringContaining(text)));
  });
});
