import { expect, it } from "@jest/globals";
import { readAttribute } from "../../../src/rules/people/attribute.ts";

it.each([
  ["a string", { a: "x" }, "x"],
  ["no attributes", null, undefined],
  ["a missing attribute", { b: "x" }, undefined],
  ["an empty string", { a: "" }, undefined],
  ["a number", { a: 7 }, undefined],
  ["an inherited property", Object.create({ a: "x" }), undefined],
  ["the maximum length", { a: "x".repeat(2_048) }, "x".repeat(2_048)],
  ["a longer string", { a: `${"x".repeat(2_048)}y` }, "x".repeat(2_048)],
  ["a lone surrogate", { a: "\ud800" }, "\ufffd"],
  ["an emoji at the maximum length", { a: `${"x".repeat(2_047)}😀` }, `${"x".repeat(2_047)}\ufffd`],
])("%s", (_, attributes, text) => {
  expect(readAttribute(attributes, "a")).toBe(text);
});
