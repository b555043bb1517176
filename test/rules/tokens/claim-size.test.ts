import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type ClaimEntry,
  certainBudget,
  claimsBudget,
  groupBytesOf,
  scopeBytesOf,
  trimClaims,
} from "../../../src/rules/tokens/claim-size.ts";

const countBytes = (claims: object): number => Buffer.byteLength(JSON.stringify(claims));
/** A claim with a name of one letter that has this size in bytes as `"a":"…",`. */
const claim = (name: string, size: number, more: Partial<ClaimEntry> = {}): ClaimEntry => ({
  name,
  value: "x".repeat(size - 7),
  ...more,
});

describe("trimClaims with 100 bytes", () => {
  it.each<[string, ClaimEntry[], kept: string, trimmed: string, tooLarge: string]>([
    ["keeps an empty list", [], "", "", ""],
    ["keeps all claims that fit", [claim("a", 50), claim("b", 49)], "ab", "", ""],
    ["drops the last for one byte too many", [claim("a", 50), claim("b", 50)], "a", "b", ""],
    [
      "drops the lowest priority first",
      [claim("a", 40), claim("b", 40, { priority: 1 }), claim("c", 40, { priority: 2 })],
      "bc",
      "a",
      "",
    ],
    ["drops a negative first", [claim("a", 40), claim("b", 40, { priority: -1 }), claim("c", 40)], "ac", "b", ""],
    ["drops the last of equal priorities", [claim("a", 40), claim("b", 40), claim("c", 40)], "ab", "c", ""],
    [
      "drops as many as necessary",
      [claim("a", 30), claim("b", 30, { priority: 1 }), claim("c", 90, { priority: 2 })],
      "c",
      "ab",
      "",
    ],
    [
      "drops no more than necessary",
      [claim("a", 60), claim("b", 40, { priority: 1 }), claim("c", 30, { priority: 2 })],
      "bc",
      "a",
      "",
    ],
    ["keeps required claims", [claim("a", 60, { required: true }), claim("b", 60, { priority: 9 })], "a", "b", ""],
    [
      "reports required claims that do not fit",
      [claim("a", 60, { required: true }), claim("b", 60, { required: true }), claim("c", 9)],
      "",
      "",
      "ab",
    ],
    ["keeps a required claim that just fits", [claim("a", 99, { required: true })], "a", "", ""],
    ["reports a required claim of one byte too many", [claim("a", 100, { required: true })], "", "", "a"],
    ["keeps a large claim of a higher priority", [claim("a", 99, { priority: 1 }), claim("b", 20)], "a", "b", ""],
    ["does so in another order", [claim("b", 20), claim("a", 99, { priority: 1 })], "a", "b", ""],
    ["drops a claim that never fits", [claim("a", 100, { priority: 1 }), claim("b", 20)], "b", "a", ""],
    ["does so in another order", [claim("b", 20), claim("a", 100, { priority: 1 })], "b", "a", ""],
    ["drops no other for a claim that never fits", [claim("a", 40), claim("b", 200, { priority: 9 })], "a", "b", ""],
    [
      "drops no other for a claim that never fits, with a required claim",
      [claim("a", 60, { required: true }), claim("b", 20), claim("c", 50, { priority: 9 })],
      "ab",
      "c",
      "",
    ],
  ])("%s", (_, entries, kept, trimmed, tooLarge) => {
    const found = trimClaims(entries, 100);
    expect({ ...found, claims: Object.keys(found.claims).join("") }).toEqual({
      claims: kept,
      trimmed: trimmed.split("").sort((one, other) => found.trimmed.indexOf(one) - found.trimmed.indexOf(other)),
      tooLarge: tooLarge.split(""),
    });
    expect(countBytes(found.claims)).toBeLessThanOrEqual(100);
  });
});

describe("a claim with an otherwise falls back", () => {
  const otherwise = "free";
  it.each<[string, ClaimEntry[], object]>([
    ["to its otherwise", [claim("a", 200, { otherwise })], { a: "free" }],
    [
      "only if necessary",
      [claim("a", 60, { otherwise }), claim("b", 60, { priority: 1 })],
      { a: "free", b: "x".repeat(53) },
    ],
    [
      "to nothing if its otherwise is larger",
      [claim("a", 60, { otherwise: "y".repeat(90) }), claim("b", 60, { priority: 1 })],
      { b: "x".repeat(53) },
    ],
    [
      "to nothing if its otherwise has the same size",
      [claim("a", 60, { otherwise: "y".repeat(53) }), claim("b", 60, { priority: 1 })],
      { b: "x".repeat(53) },
    ],
    [
      "to nothing if all others have fallen back",
      [
        claim("a", 40, { otherwise: "y".repeat(30) }),
        claim("b", 45, { otherwise: "y".repeat(30) }),
        claim("c", 60, { required: true }),
      ],
      { a: "y".repeat(30), c: "x".repeat(53) },
    ],
    [
      "to nothing after a claim that was dropped",
      [
        claim("b", 38, { otherwise: "y".repeat(28) }),
        claim("d", 38, { otherwise: "y".repeat(28) }),
        claim("a", 20),
        claim("c", 60, { required: true }),
      ],
      { b: "y".repeat(28), c: "x".repeat(53) },
    ],
  ])("%s", (_, entries, claims) => {
    expect(trimClaims(entries, 100).claims).toEqual(claims);
  });

  it("and is listed once", () => {
    const entries = [claim("a", 40, { otherwise: "y".repeat(30) }), claim("b", 90, { required: true })];
    expect(trimClaims(entries, 100).trimmed).toEqual(["a"]);
  });
});

it("counts bytes, not characters", () => {
  expect(trimClaims([{ name: "a", value: "é".repeat(45) }], 100).trimmed).toEqual([]);
  expect(trimClaims([{ name: "a", value: "é".repeat(47) }], 100).trimmed).toEqual(["a"]);
  expect(trimClaims([{ name: "a", value: '"'.repeat(47) }], 100).trimmed).toEqual(["a"]);
});

it.each([
  [[], 0, 0],
  [["a", "bc"], 5, 9],
  [["é"], 2, 5],
])("%j takes %i bytes as scopes and %i bytes as groups", (names, asScopes, asGroups) => {
  expect([scopeBytesOf(names), groupBytesOf(names)]).toEqual([asScopes, asGroups]);
});

it("guarantees 1,000 bytes", () => {
  expect(certainBudget).toBe(1_000);
});

it("never exceeds the budget and never drops a required claim", () => {
  const value = fc.oneof(
    fc.string({ unit: "binary", maxLength: 600 }),
    fc.array(fc.string(), { maxLength: 40 }),
    fc.integer(),
  );
  const entry = fc.record(
    {
      name: fc.string({ minLength: 1, maxLength: 40 }),
      value,
      otherwise: value,
      required: fc.boolean(),
      priority: fc.integer(),
    },
    { requiredKeys: ["name", "value"] },
  );
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 12 }), (entries) => {
      const { claims, trimmed, tooLarge } = trimClaims(entries);
      expect(countBytes(claims)).toBeLessThanOrEqual(claimsBudget);
      if (tooLarge.length > 0) return;
      for (const { name, value: given, required } of entries) {
        const kept = Object.hasOwn(claims, name) && claims[name] === given;
        expect(required ? kept : kept || trimmed.includes(name)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
