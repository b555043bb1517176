import { expect, it } from "@jest/globals";
import { readAttribute } from "../../../src/rules/people/attribute.ts";

it.each([
  ["text", { a: "x" }, "x"],
  ["no attributes", null, undefined],
  ["none of that name", { b: "x" }, undefined],
  ["nothing in it", { a: "" }, undefined],
  ["no text", { a: 7 }, undefined],
  ["somebody else's", Object.create({ a: "x" }), undefined],
  ["as long as Cognito lets it be", { a: "x".repeat(2_048) }, "x".repeat(2_048)],
  ["longer", { a: `${"x".repeat(2_048)}y` }, "x".repeat(2_048)],
  ["half a character", { a: "\ud800" }, "\ufffd"],
  ["a character at the end of what is kept", { a: `${"x".repeat(2_047)}😀` }, `${"x".repeat(2_047)}\ufffd`],
])("%s", (_, attributes, text) => {
  expect(readAttribute(attributes, "a")).toBe(text);
});
