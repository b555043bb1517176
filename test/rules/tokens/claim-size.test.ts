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

const bytes = (claims: object): number => Buffer.byteLength(JSON.stringify(claims));
/** A claim of one letter that makes so many bytes of `{"a":"…",`. */
const sized = (name: string, size: number, more: Partial<ClaimEntry> = {}): ClaimEntry => ({
  name,
  value: "x".repeat(size - 7),
  ...more,
});

describe("claims within 100 bytes", () => {
  it.each<[string, ClaimEntry[], kept: string, trimmed: string, tooLarge: string]>([
    ["none", [], "", "", ""],
    ["all that fit", [sized("a", 50), sized("b", 49)], "ab", "", ""],
    ["one byte too many: the last", [sized("a", 50), sized("b", 50)], "a", "b", ""],
    [
      "the lowest goes first",
      [sized("a", 40), sized("b", 40, { priority: 1 }), sized("c", 40, { priority: 2 })],
      "bc",
      "a",
      "",
    ],
    ["below zero is lower", [sized("a", 40), sized("b", 40, { priority: -1 }), sized("c", 40)], "ac", "b", ""],
    ["of equals, the last", [sized("a", 40), sized("b", 40), sized("c", 40)], "ab", "c", ""],
    [
      "as many as needed",
      [sized("a", 30), sized("b", 30, { priority: 1 }), sized("c", 90, { priority: 2 })],
      "c",
      "ab",
      "",
    ],
    [
      "no more than needed",
      [sized("a", 60), sized("b", 40, { priority: 1 }), sized("c", 30, { priority: 2 })],
      "bc",
      "a",
      "",
    ],
    ["required stay", [sized("a", 60, { required: true }), sized("b", 60, { priority: 9 })], "a", "b", ""],
    [
      "required that do not fit",
      [sized("a", 60, { required: true }), sized("b", 60, { required: true }), sized("c", 9)],
      "",
      "",
      "ab",
    ],
    ["required that just fit", [sized("a", 99, { required: true })], "a", "", ""],
    ["required, one byte too many", [sized("a", 100, { required: true })], "", "", "a"],
    ["what just fits goes by its priority", [sized("a", 99, { priority: 1 }), sized("b", 20)], "a", "b", ""],
    ["the same in another order", [sized("b", 20), sized("a", 99, { priority: 1 })], "a", "b", ""],
    ["what does not fit goes before", [sized("a", 100, { priority: 1 }), sized("b", 20)], "b", "a", ""],
    ["the same in another order", [sized("b", 20), sized("a", 100, { priority: 1 })], "b", "a", ""],
    ["what never fits takes no other with it", [sized("a", 40), sized("b", 200, { priority: 9 })], "a", "b", ""],
    [
      "the same beside what is required",
      [sized("a", 60, { required: true }), sized("b", 20), sized("c", 50, { priority: 9 })],
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
    expect(bytes(found.claims)).toBeLessThanOrEqual(100);
  });
});

describe("what falls back", () => {
  const otherwise = "free";
  it.each<[string, ClaimEntry[], object]>([
    ["to its otherwise", [sized("a", 200, { otherwise })], { a: "free" }],
    [
      "no further than needed",
      [sized("a", 60, { otherwise }), sized("b", 60, { priority: 1 })],
      { a: "free", b: "x".repeat(53) },
    ],
    [
      "out, where the otherwise is no smaller",
      [sized("a", 60, { otherwise: "y".repeat(90) }), sized("b", 60, { priority: 1 })],
      { b: "x".repeat(53) },
    ],
    [
      "out, where the otherwise is as large",
      [sized("a", 60, { otherwise: "y".repeat(53) }), sized("b", 60, { priority: 1 })],
      { b: "x".repeat(53) },
    ],
    [
      "out after all others have, where that is not enough",
      [
        sized("a", 40, { otherwise: "y".repeat(30) }),
        sized("b", 45, { otherwise: "y".repeat(30) }),
        sized("c", 60, { required: true }),
      ],
      { a: "y".repeat(30), c: "x".repeat(53) },
    ],
    [
      "out again, beside one that is out already",
      [
        sized("b", 38, { otherwise: "y".repeat(28) }),
        sized("d", 38, { otherwise: "y".repeat(28) }),
        sized("a", 20),
        sized("c", 60, { required: true }),
      ],
      { b: "y".repeat(28), c: "x".repeat(53) },
    ],
  ])("%s", (_, entries, claims) => {
    expect(trimClaims(entries, 100).claims).toEqual(claims);
  });

  it("is named once", () => {
    const entries = [sized("a", 40, { otherwise: "y".repeat(30) }), sized("b", 90, { required: true })];
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
])("scopes and groups %j take %i and %i bytes", (names, asScopes, asGroups) => {
  expect([scopeBytesOf(names), groupBytesOf(names)]).toEqual([asScopes, asGroups]);
});

it("leaves 1,000 bytes to everybody", () => {
  expect(certainBudget).toBe(1_000);
});

it("never has more than the budget, and never leaves out what is required", () => {
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
      expect(bytes(claims)).toBeLessThanOrEqual(claimsBudget);
      if (tooLarge.length > 0) return;
      for (const { name, value: given, required } of entries) {
        const kept = Object.hasOwn(claims, name) && claims[name] === given;
        expect(required ? kept : kept || trimmed.includes(name)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
