import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "@jest/globals";

const impure = /Date\.now|Math\.random|new Date\(\)|performance\.now|randomUUID/;

const sources = ["rules", "templates"].flatMap((folder) => {
  const path = resolve(__dirname, "../../src", folder);
  return readdirSync(path)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(path, file));
});

it("rules and templates ask neither clock nor chance", () => {
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.filter((file) => impure.test(readFileSync(file, "utf8")))).toEqual([]);
});

it("would see it", () => {
  expect(impure.test("const now = Date.now();")).toBe(true);
});
