import { describe, expect, it } from "@jest/globals";
import { findSettingsProblems } from "../../../schema/problems.ts";
import { suiteWith } from "../../support/suite.ts";

const findProblems = (claims: object[], tokens?: object): string[] =>
  findSettingsProblems({ ...suiteWith({ appClients: {} }), claims, ...(tokens && { tokens }) }, {});
const claim = (changes: object = {}): object => ({ name: "a", from: { constant: "x" }, tokens: ["id"], ...changes });
const withName = (name: string) => claim({ name });
const from = (source: object) => claim({ from: source });
const long = "x".repeat(1_000);

describe("a claim may", () => {
  it.each<[string, object]>([
    ["have a URL as its name", withName("https://example.com/claims")],
    ["be a list or an object", from({ constant: { roles: ["admin"], limit: 3 } })],
    ["be a time of the profile", from({ profile: "confirmedAt" })],
    ["be computed", from({ compute: () => "x", profileClaims: ["plan"] })],
    ["be the audience", claim({ name: "aud", from: { appClientId: true }, tokens: ["access"] })],
    ["have a priority", claim({ priority: -1, required: true })],
    [
      "be an object in the access token",
      claim({ name: "address", from: { constant: { a: "x" } }, tokens: ["access"] }),
    ],
  ])("%s", (_, good) => {
    expect(findProblems([good])).toEqual([]);
  });

  it.each<[string, object, object]>([
    ["another token", claim({ tokens: ["access"] }), claim()],
    ["another app client", claim({ appClients: ["web"] }), claim({ appClients: ["phone"] })],
    ["all other app clients", claim({ appClients: ["web"] }), claim({ exceptAppClients: ["web"] })],
  ])("be declared again for %s", (_, one, other) => {
    expect(findProblems([one, other])).toEqual([]);
  });

  it("come from a read-only attribute", () => {
    expect(findProblems([from({ attribute: "custom:d" })], { readOnlyAttributes: ["custom:d"] })).toEqual([]);
  });
});

const reserved = "claims.0.name: is reserved by Cognito or JavaScript: choose another, or use tokens.scopes";
const audience = 'claims.0.name: aud is the app client: write from: { appClientId: true }, tokens: ["access"]';
const sources = "claims.0.from: must be { constant }, { profileClaim }, { profile }, { groups }";
const values = "must be a string, number, boolean, list or object of at most 1,400 bytes, without null";

describe("a claim may not", () => {
  it.each<[string, object, string]>([
    ...["sub", "iss", "exp", "jti", "client_id", "username", "identities", "token_use", "version"].map(
      (name): [string, object, string] => [`be named ${name}`, withName(name), reserved],
    ),
    ...["cognito:groups", "custom:role", "dev:custom:role", "__proto__", "constructor", "toString"].map(
      (name): [string, object, string] => [`be named ${name}`, withName(name), reserved],
    ),
    ["be named scope", withName("scope"), reserved],
    ["have a space in its name", withName("a b"), "claims.0.name: must be 1 to 128 ASCII characters"],
    ["have no name", withName(""), "claims.0.name: must be 1 to 128 ASCII characters"],
    ["be a custom audience", claim({ name: "aud", tokens: ["access"] }), audience],
    ["be the audience of the ID token", claim({ name: "aud", from: { appClientId: true } }), audience],
    [
      "come from a standard attribute",
      from({ attribute: "email" }),
      "claims.0.from: users may be able to write email: use a custom: attribute",
    ],
    [
      "come from a writable attribute",
      from({ attribute: "custom:role" }),
      "claims.0.from: users may be able to write custom:role",
    ],
    ["come from client metadata", from({ clientMetadata: "role" }), sources],
    [
      "come from a copied attribute",
      from({ profile: "givenName" }),
      "claims.0.from.profile: must be createdAt or confirmedAt",
    ],
    ["be asynchronous", from({ compute: async () => "x" }), "claims.0.from.compute: must be a synchronous function"],
    ["be null", from({ constant: null }), `claims.0.from.constant: ${values}`],
    ["fall back to a date", claim({ otherwise: new Date(0) }), `claims.0.otherwise: ${values}`],
    ["be for an unknown token", claim({ tokens: ["refresh"] }), "claims.0.tokens.0: must be id or access"],
    ["be for no token", claim({ tokens: [] }), 'claims.0.tokens: must be a list of "id", "access", or both'],
    [
      "be for no app client",
      claim({ appClients: [] }),
      "claims.0.appClients: must be a list with at least one app client; for all, remove it",
    ],
    [
      "be for some app clients and exclude others",
      claim({ appClients: ["a"], exceptAppClients: ["b"] }),
      "claims.0.appClients: cannot be combined with exceptAppClients: remove one",
    ],
    [
      "be an object as a standard claim of the ID token",
      claim({ name: "address", from: { constant: {} } }),
      "claims.0.from: Cognito accepts no list or object",
    ],
    [
      "fall back to a list as a standard claim of the ID token",
      claim({ name: "updated_at", from: { profileClaim: "a" }, otherwise: [1] }),
      "claims.0.from: Cognito accepts no list or object",
    ],
    [
      "have a fraction as its priority",
      claim({ priority: 0.5 }),
      "claims.0.priority: must be a whole number; the lowest is removed first",
    ],
  ])("%s", (_, bad, problem) => {
    expect(findProblems([bad])).toEqual([expect.stringContaining(`suite.config.ts: ${problem}`)]);
  });

  it.each<[string, object, object]>([
    ["for all", claim(), claim()],
    ["for all and for one", claim(), claim({ appClients: ["web"] })],
    ["for one of several", claim({ appClients: ["web", "phone"] }), claim({ appClients: ["web"] })],
    ["with different exceptions", claim({ exceptAppClients: ["web"] }), claim({ exceptAppClients: ["phone"] })],
    ["in one of two tokens", claim({ tokens: ["id", "access"] }), claim()],
  ])("be declared twice %s", (_, one, other) => {
    expect(findProblems([one, other])).toEqual([
      'suite.config.ts: claims: "a" is declared twice for the same token and app client: remove one',
    ]);
  });
});

describe("tokens may not", () => {
  it.each<[string, object, string]>([
    [
      "add a scope with a space",
      { scopes: [{ add: ["two words"] }] },
      "tokens.scopes.0.add.0: must be a scope of ASCII characters without spaces",
    ],
    [
      "remove a scope with a space",
      { scopes: [{ remove: [" x"] }] },
      "tokens.scopes.0.remove.0: must be a scope of ASCII characters without spaces",
    ],
    [
      "have a rule that does nothing",
      { groups: [{ inGroups: ["a"] }] },
      "tokens.groups.0: must add or remove something",
    ],
    [
      "suppress a claim that Cognito keeps",
      { suppress: [{ claims: ["sub"], tokens: ["id"] }] },
      "tokens.suppress.0.claims.0: is a claim that Cognito always keeps: remove it",
    ],
    [
      "suppress an empty list of claims",
      { suppress: [{ claims: [], tokens: ["id"] }] },
      "tokens.suppress.0.claims: must be a list of at least one claim",
    ],
    [
      "suppress a declared claim",
      { suppress: [{ claims: ["a"], tokens: ["id"] }] },
      'claims: "a" is also in tokens.suppress, which wins',
    ],
    [
      "list a standard attribute as read-only",
      { readOnlyAttributes: ["email"] },
      "tokens.readOnlyAttributes.0: must be a custom: attribute",
    ],
    ["have unknown settings", { scope: [] }, 'tokens.scope: no such setting; did you mean "scopes"?'],
  ])("%s", (_, tokens, problem) => {
    expect(findProblems([claim()], tokens)).toEqual([expect.stringContaining(`suite.config.ts: ${problem}`)]);
  });
});

describe("the size check", () => {
  it.each<[string, object[], object | undefined, string[]]>([
    ["a large constant", [from({ constant: long })], undefined, ["claims: constants"]],
    ["a large fallback", [claim({ from: { profileClaim: "a" }, otherwise: long })], undefined, ["claims: constants"]],
    [
      "several constants",
      [1, 2].map((n) => claim({ name: `a${n}`, from: { constant: "x".repeat(500) } })),
      undefined,
      ["claims: constants, otherwise, added scopes and groups are 1017 bytes in the id token of another app client"],
    ],
    [
      "several constants of one app client",
      [1, 2].map((n) => claim({ name: `a${n}`, from: { constant: "x".repeat(500) }, appClients: ["web"] })),
      undefined,
      ["1017 bytes in the id token of web"],
    ],
    ["scopes that fit", [claim({ tokens: ["access"] })], { scopes: [{ add: ["x".repeat(990)] }] }, []],
    [
      "one scope too many",
      [claim({ tokens: ["access"] })],
      { scopes: [{ add: ["x".repeat(1_000)] }] },
      ["bytes in the access token of another app client"],
    ],
    ["groups that fit", [], { groups: [{ add: [..."abcdefg"].map((one) => one.repeat(128)) }] }, []],
    [
      "one group too many",
      [],
      { groups: [{ add: [..."abcdefgh"].map((one) => one.repeat(128)) }] },
      ["bytes in the id token of another app client"],
    ],
    [
      "app clients separately",
      [1, 2].map((n) => claim({ from: { constant: "x".repeat(500) }, appClients: [`client${n}`] })),
      undefined,
      [],
    ],
  ])("counts %s", (_, claims, tokens, found) => {
    expect(findProblems(claims, tokens)).toEqual(found.map((text) => expect.stringContaining(text)));
  });
});
