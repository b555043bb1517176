import { describe, expect, it } from "@jest/globals";
import { toClaimValue } from "../../../src/rules/tokens/claim-value.ts";

const nested = (levels: number): unknown => (levels === 0 ? "x" : [nested(levels - 1)]);
const nestedObject = (levels: number): unknown => (levels === 0 ? "x" : { a: nestedObject(levels - 1) });

describe("a claim may be", () => {
  it.each<[string, unknown]>([
    ["a text", "pro"],
    ["an empty text", ""],
    ["a truth", false],
    ["a number", 0],
    ["a large number", Number.MAX_SAFE_INTEGER],
    ["an empty list", []],
    ["a list of anything", ["a", 1, true, ["b"], { c: "d" }]],
    ["an object", { a: { b: [1] } }],
    ["eight levels", nested(8)],
    ["eight levels of objects", nestedObject(8)],
    ["a text of 1,400 bytes", "x".repeat(1_398)],
    ["a list of 1,400 bytes", Array.from({ length: 466 }, () => 10).with(0, 100)],
    ["an object of 1,400 bytes", Object.fromEntries(Array.from({ length: 139 }, (_, key) => [`k${key + 100}`, 12]))],
  ])("%s", (_, value) => {
    expect(toClaimValue(value)).toEqual(value);
  });

  it.each<[string, unknown, unknown]>([
    ["a set, as a list", new Set(["a", "b"]), ["a", "b"]],
    ["half a character, as the sign for one", "a\ud800", "a\ufffd"],
    ["the same in a key", { "\udfff": "\ud800" }, { "\ufffd": "\ufffd" }],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ])("%s", (_, value, claim) => {
    expect(toClaimValue(value)).toEqual(claim);
  });
});

describe("a claim is never", () => {
  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["no number", Number.NaN],
    ["endless", Number.POSITIVE_INFINITY],
    ["rounded", 2 ** 53],
    ["beyond JSON", 10n],
    ["a function", () => "x"],
    ["a promise", Promise.resolve("x")],
    ["a date", new Date(0)],
    ["bytes", new Uint8Array([1])],
    ["a list with a hole in it", ["a", null]],
    ["a list with nothing in it", ["a", undefined]],
    ["an object with null in it", { a: null }],
    ["a set with bytes in it", new Set([new Uint8Array([1])])],
    ["nine levels", nested(9)],
    ["nine levels of objects", nestedObject(9)],
    ["a key that is a prototype", JSON.parse('{"__proto__":{"admin":true}}')],
    ["a key that is a constructor", { constructor: { admin: true } }],
    ["a key that is a constructor's prototype", { a: { prototype: { admin: true } } }],
    ["a text of 1,401 bytes", "x".repeat(1_399)],
    ["a text that is longer in bytes", "é".repeat(700)],
    ["a list of 1,401 bytes", Array.from({ length: 700 }, () => 1)],
    ["a long list", Array.from({ length: 100_000 }, () => "x")],
    ["a large set", new Set(Array.from({ length: 1_500 }, (_, index) => `${index}`))],
    ["a large object", Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`k${index}`, 1]))],
    ["a long key", { ["k".repeat(1_400)]: 1 }],
    ["much at different places", [{ a: "x".repeat(700) }, { b: "x".repeat(700) }]],
  ])("%s", (_, value) => {
    expect(toClaimValue(value)).toBeUndefined();
  });
});
