import { describe, expect, it } from "@jest/globals";
import { toClaimValue } from "../../../src/rules/tokens/claim-value.ts";

const nestLists = (levels: number): unknown => (levels === 0 ? "x" : [nestLists(levels - 1)]);
const nestObjects = (levels: number): unknown => (levels === 0 ? "x" : { a: nestObjects(levels - 1) });

describe("a claim can be", () => {
  it.each<[string, unknown]>([
    ["a string", "pro"],
    ["an empty string", ""],
    ["a boolean", false],
    ["a number", 0],
    ["a large number", Number.MAX_SAFE_INTEGER],
    ["an empty list", []],
    ["a list of anything", ["a", 1, true, ["b"], { c: "d" }]],
    ["an object", { a: { b: [1] } }],
    ["lists with eight levels", nestLists(8)],
    ["objects with eight levels", nestObjects(8)],
    ["a string of 1,400 bytes", "x".repeat(1_398)],
    ["a list of 1,400 bytes", Array.from({ length: 466 }, () => 10).with(0, 100)],
    ["an object of 1,400 bytes", Object.fromEntries(Array.from({ length: 139 }, (_, key) => [`k${key + 100}`, 12]))],
  ])("%s", (_, value) => {
    expect(toClaimValue(value)).toEqual(value);
  });

  it.each<[string, unknown, unknown]>([
    ["a set, as a list", new Set(["a", "b"]), ["a", "b"]],
    ["a lone surrogate, as a replacement character", "a\ud800", "a\ufffd"],
    ["a lone surrogate in a key", { "\udfff": "\ud800" }, { "\ufffd": "\ufffd" }],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ])("%s", (_, value, claim) => {
    expect(toClaimValue(value)).toEqual(claim);
  });
});

describe("a claim cannot be", () => {
  it.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["NaN", Number.NaN],
    ["infinite", Number.POSITIVE_INFINITY],
    ["an unsafe integer", 2 ** 53],
    ["a bigint", 10n],
    ["a function", () => "x"],
    ["a promise", Promise.resolve("x")],
    ["a date", new Date(0)],
    ["bytes", new Uint8Array([1])],
    ["a list with null", ["a", null]],
    ["a list with undefined", ["a", undefined]],
    ["an object with null", { a: null }],
    ["a set with bytes", new Set([new Uint8Array([1])])],
    ["lists with nine levels", nestLists(9)],
    ["objects with nine levels", nestObjects(9)],
    ["an object with the key __proto__", JSON.parse('{"__proto__":{"admin":true}}')],
    ["an object with the key constructor", { constructor: { admin: true } }],
    ["an object with the key prototype", { a: { prototype: { admin: true } } }],
    ["a string of 1,401 bytes", "x".repeat(1_399)],
    ["a string with too many bytes in UTF-8", "é".repeat(700)],
    ["a list of 1,401 bytes", Array.from({ length: 700 }, () => 1)],
    ["a long list", Array.from({ length: 100_000 }, () => "x")],
    ["a large set", new Set(Array.from({ length: 1_500 }, (_, index) => `${index}`))],
    ["a large object", Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`k${index}`, 1]))],
    ["a long key", { ["k".repeat(1_400)]: 1 }],
    ["a list of objects that is too large", [{ a: "x".repeat(700) }, { b: "x".repeat(700) }]],
  ])("%s", (_, value) => {
    expect(toClaimValue(value)).toBeUndefined();
  });
});
