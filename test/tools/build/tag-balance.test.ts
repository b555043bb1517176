import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "@jest/globals";
import { findTagProblems } from "../../../tools/build/tag-balance.ts";

it.each([
  ["<mj-text><p>Hello<br>you</p></mj-text>", undefined],
  ['<mj-image src="a>b" />\n<mj-text>x</mj-text>', undefined],
  ["{{#if link}}<b>{{link}}</b>{{/if}}", undefined],
  ["<!-- <mj-text> --><p>x</p>", undefined],
  ["<mj-text>\n<p>x</p>", "<mj-text> is never closed"],
  ["<mj-text>\n<p>x</mj-text>", ":2: <p> is not closed before </mj-text> on line 2"],
  ["<p>x</p>\n</mj-text>", ":2: </mj-text> has no opening tag"],
])("checks %j", (source, problem) => {
  expect(findTagProblems("a.mjml", source)).toEqual(problem ? [expect.stringContaining(problem)] : []);
});

it("finds no problems in the suite's own templates", () => {
  const files = ["emails", "partials"].flatMap((folder) => {
    const path = resolve(__dirname, "../../../src/templates", folder);
    return readdirSync(path).map((file) => join(path, file));
  });
  expect(files.length).toBeGreaterThan(15);
  expect(files.flatMap((file) => findTagProblems(file, readFileSync(file, "utf8")))).toEqual([]);
});
