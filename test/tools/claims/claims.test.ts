import { generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { root } from "../../../schema/folder.ts";
import { findSettingsProblems } from "../../../schema/problems.ts";
import type { PreTokenGenerationEvent } from "../../../src/runtime/cognito-event.ts";
import { SettingsError } from "../../../src/runtime/errors.ts";
import type { Claim } from "../../../src/settings/claims.ts";
import { readAssignments } from "../../../tools/claims/assignments.ts";
import { compareClaims, countTokenBytes, tokenLimit } from "../../../tools/claims/comparison.ts";
import { decideTokens, explainTokens, makeTokens } from "../../../tools/claims/explanation.ts";
import { applyChanges, checkBudget, listProfileClaims } from "../../../tools/claims/profile-claims.ts";
import { newUpdate } from "../../../tools/operate/update.ts";
import { eventNames, sampleEvent } from "../../support/events.ts";
import { suiteWith } from "../../support/suite.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signs a token like Cognito: RS256 with 2,048 bits, and a key ID of 44 characters. */
const signToken = (claims: object): string => {
  const text = `${encode({ kid: `${"k".repeat(43)}=`, alg: "RS256" })}.${encode(claims)}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64url")}`;
};

const events = eventNames.filter((name) => name.startsWith("PreTokenGeneration"));
const both = ["id", "access"] as const;
const now = 1_764_547_200;

describe("a token that is full of claims", () => {
  const claims: Claim[] = Array.from({ length: 60 }, (_, index) => ({
    name: `claim${index}`,
    from: index % 2 ? { profileClaim: `claim${index}` } : { constant: "c".repeat(40) },
    tokens: both,
  }));
  const lengths: number[] = [];
  const row = { claims: Object.fromEntries(claims.map(({ name }) => [name, `${name} "é" `.repeat(3)])) };

  it.each(events)("%s: has at most 3,200 bytes, and the size that npm run claims shows", (name) => {
    const event = sampleEvent<PreTokenGenerationEvent>(name);
    const { id, access, refused } = makeTokens(event, decideTokens({ claims }, event, row), now).after;
    expect(refused).toEqual([]);
    for (const token of [id, access]) {
      const { length } = signToken(token);
      expect(length).toBe(countTokenBytes(token));
      expect(length).toBeLessThanOrEqual(tokenLimit);
    }
    // The token is full.
    const filled = name.includes("_V1_") ? [id] : [access];
    for (const token of filled) expect(signToken(token).length).toBeGreaterThan(2_400);
    lengths.push(countTokenBytes(id), countTokenBytes(access));
  });

  it("has at most the size in docs/claims.md", () => {
    expect(readFileSync("docs/claims.md", "utf8")).toContain(
      `the largest signed token has ${Math.max(...lengths).toLocaleString("en")} bytes`,
    );
  });
});

describe("npm run claims", () => {
  const claims: Claim[] = [
    { name: "plan", from: { profileClaim: "plan" }, tokens: both, otherwise: "free" },
    { name: "given_name", from: { constant: "A." }, tokens: ["id"] },
    { name: "large", from: { profileClaim: "large" }, tokens: both },
    { name: "limit", from: { compute: () => JSON.parse("{") }, tokens: both },
    { name: "tenant", from: { profileClaim: "tenant" }, tokens: ["access"], required: true },
  ];
  const tokens = { suppress: [{ claims: ["family_name"], tokens: ["id"] as const }] };
  const lines = (name: string, row?: object) =>
    explainTokens({ claims, tokens }, sampleEvent(name), row, now).join("\n");

  it("shows which claims are added, changed, removed or left out, and why", () => {
    const text = lines("PreTokenGeneration_V2_Authentication", { claims: { plan: "pro", large: "x".repeat(1_390) } });
    expect(text).toMatch(/^\+ plan\s+"pro"$/m);
    expect(text).toMatch(/^~ given_name\s+"Ada"\s+"A\."$/m);
    expect(text).toMatch(/^- family_name\s+"Lovelace"\s+\(gone\)$/m);
    expect(text).toMatch(/^ {2}locale\s+"en-GB"$/m);
    expect(text).toContain(
      "Left out of the id token, or reduced to its otherwise: large. All claims together may have 1400 bytes",
    );
    expect(text).toMatch(/limit failed: SyntaxError/);
    expect(text).toContain(
      'No token is issued, and the user reads "try again". These required claims are missing or too large: tenant.',
    );
  });

  it.each([
    ["PreTokenGeneration_V1_RefreshTokens", "Version 1 changes only the ID token"],
    ["PreTokenGeneration_V2_RefreshTokens", "No PROFILE row is given (--profile)"],
    ["PreTokenGeneration_V3_ClientCredentials", "TokenGeneration_ClientCredentials, version 3"],
  ])("%s says %s", (name, text) => {
    expect(lines(name)).toContain(text);
  });

  it("names the pool of the event", () => {
    const event = sampleEvent<PreTokenGenerationEvent>("PreTokenGeneration_V2_HostedAuth");
    expect(makeTokens(event, decideTokens({ claims }, event, undefined), now).before.access["iss"]).toBe(
      "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_ExamplePool",
    );
  });

  it("has no ID token for a machine", () => {
    expect(lines("PreTokenGeneration_V3_ClientCredentials")).not.toContain("ID token");
  });

  it("warns of a token that is too large, and prints no terminal escape codes", () => {
    const text = compareClaims("ID token", {}, { name: "\u001b[31m".repeat(900) }).join("\n");
    expect(text).toContain("! More than 3,200 bytes");
    expect(text).not.toContain("\u001b");
  });
});

it("accepts the example of docs/claims.md", () => {
  const [, example = ""] = /```ts\n([\s\S]+?)```/.exec(readFileSync(join(root, "docs", "claims.md"), "utf8")) ?? [];
  const settings = new Function(`return { ${example} }`)();
  expect(settings.claims).toHaveLength(5);
  expect(findSettingsProblems({ ...suiteWith(), ...settings }, {})).toEqual([]);
});

describe("npx suite claims set", () => {
  const allowed = ["plan", "roles", "seats"];
  it.each<[string, string[], string[], object]>([
    ["text", ["plan=pro"], [], { plan: "pro" }],
    ["text with an equals sign", ["plan=a=b"], [], { plan: "a=b" }],
    ["a number", ["seats=3"], [], { seats: 3 }],
    ["a fraction", ["seats=-0.5"], [], { seats: -0.5 }],
    ["a boolean", ["plan=true"], [], { plan: true }],
    ["a list", ['roles=["admin"]'], [], { roles: ["admin"] }],
    ["an object", ['roles={"shop":["admin"]}'], [], { roles: { shop: ["admin"] } }],
    ["text that looks like a number", ['plan="007"'], [], { plan: "007" }],
    ["text that starts like a number", ["plan=007"], [], { plan: "007" }],
    ["no value, to remove the claim", ["plan="], [], { plan: undefined }],
    ["an empty string", ['plan=""'], [], { plan: "" }],
    ["--remove", ["seats=1"], ["plan", "roles"], { seats: 1, plan: undefined, roles: undefined }],
  ])("accepts %s", (_, words, removed, changes) => {
    expect(readAssignments(words, removed, allowed)).toStrictEqual(changes);
  });

  it.each<[string, string[], string[], RegExp]>([
    ["no changes", [], [], /There is nothing to change/],
    ["a word without a value", ["plan"], [], /"plan" is not a change. Write plan=pro/],
    ["a value without a name", ["=pro"], [], /"=pro" is not a change/],
    ["an empty word", [""], [], /"" is not a change/],
    ["a value in --remove", [], ["plan=pro"], /No claim uses plan=pro/],
    [
      "a name that no claim uses",
      ["role=admin"],
      [],
      /No claim uses role; did you mean "roles"\? .* names plan, roles, seats as/,
    ],
    ["such a name in --remove", [], ["constructor"], /No claim uses constructor/],
    ["a name twice", ["plan=a", "plan=b"], [], /plan is given twice/],
    ["a name that is set and removed", ["plan=a"], ["plan"], /plan is given twice/],
    ["invalid JSON", ["roles=[admin]"], [], /is not valid JSON.*The shell may have removed its quotes/],
    ["null", ["plan=null"], [], /is not a claim value: null/],
    ["null in a list", ["roles=[null]"], [], /is not a claim value/],
    ["a number that would be rounded", ["seats=9007199254740993"], [], /is not a claim value/],
    ["a key that changes a prototype", ['roles={"__proto__":1}'], [], /is not a claim value/],
  ])("refuses %s", (_, words, removed, text) => {
    expect(() => readAssignments(words, removed, allowed)).toThrow(SettingsError);
    expect(() => readAssignments(words, removed, allowed)).toThrow(text);
  });

  it("says what to do if no claim uses the profile", () => {
    expect(() => readAssignments(["plan=pro"], [], [])).toThrow(/Give one from: \{ profileClaim/);
  });

  it("lists the names that claims use", () => {
    const claims: Claim[] = [
      ...suiteWith().claims,
      { name: "a", from: { compute: () => "x", profileClaims: ["seats", "plan"] }, tokens: both },
      { name: "b", from: { compute: () => "x" }, tokens: both },
      { name: "c", from: { groups: { a: "b" } }, tokens: both },
    ];
    expect(listProfileClaims(claims)).toEqual(["plan", "tenant", "roles", "seats"]);
  });

  it("updates each claim separately", () => {
    expect(newUpdate({ plan: "pro", roles: undefined, seats: 0 }, "claims")).toEqual({
      UpdateExpression: "SET claims.#f0 = :f0, claims.#f2 = :f2 REMOVE claims.#f1",
      ExpressionAttributeNames: { "#f0": "plan", "#f1": "roles", "#f2": "seats" },
      ExpressionAttributeValues: { ":f0": { S: "pro" }, ":f2": { N: "0" } },
    });
    expect(newUpdate({ roles: undefined }, "claims")).toEqual({
      UpdateExpression: "REMOVE claims.#f0",
      ExpressionAttributeNames: { "#f0": "roles" },
    });
  });

  it("adds, replaces and removes claims", () => {
    expect(applyChanges({ a: 1, b: 2, c: 3 }, { a: 9, b: undefined })).toStrictEqual({ a: 9, c: 3 });
  });

  describe("the budget", () => {
    const claims: Claim[] = [
      { name: "plan", from: { profileClaim: "plan" }, tokens: both },
      { name: "duty", from: { groups: { administrators: "admin".repeat(20) } }, tokens: both },
      { name: "tenant", from: { profileClaim: "tenant" }, tokens: both, required: true },
    ];
    const good = { tenant: "acme" };
    const check =
      (after: object, before: object = good) =>
      () =>
        checkBudget({ claims }, "s1", { ...before }, { ...after });

    it.each<[string, () => void]>([
      ["values that fit", check({ ...good, plan: "x".repeat(800) })],
      [
        "a value that was too large before",
        check({ plan: "x".repeat(2_000), tenant: "b" }, { plan: "x".repeat(2_000), tenant: "a" }),
      ],
    ])("accepts %s", (_, work) => {
      expect(work).not.toThrow();
    });

    it.each<[string, () => void, RegExp]>([
      [
        "a value that is too large for any token",
        check({ ...good, plan: "x".repeat(1_500) }),
        /plan failed: not a claim value/,
      ],
      [
        "a value that displaces another",
        check({ ...good, plan: "x".repeat(1_300) }),
        /duty would be left out of the access token/,
      ],
      [
        "a value that is too large for a federated user",
        check({ ...good, plan: "x".repeat(950) }),
        /duty would be left out of the id token/,
      ],
      [
        "a value that is too long only in version 1",
        check({ ...good, plan: Array.from({ length: 130 }, () => "abc") }),
        /left out of the id token \(version 1/,
      ],
      ["the removal of a required value", check({ plan: "x" }), /no token could be issued without tenant/],
      [
        "a required value that is too large",
        check({ tenant: "x".repeat(1_500) }),
        /no token could be issued without tenant/,
      ],
    ])("refuses %s", (_, work, text) => {
      expect(work).toThrow(SettingsError);
      expect(work).toThrow(text);
    });
  });
});
