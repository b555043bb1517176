import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "@jest/globals";

const impure = /Date\.now|Math\.random|new Date\(\)|performance\.now|randomUUID/;

it.each([
  ["rules", 25],
  ["templates", 10],
])("src/%s uses neither the clock nor random numbers", (folder, least) => {
  const path = resolve(__dirname, "../../src", folder);
  const sources = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  expect(sources.length).toBeGreaterThan(least);
  expect(sources.filter((file) => impure.test(readFileSync(join(path, file), "utf8")))).toEqual([]);
});

it("detects the clock", () => {
  expect(impure.test("const now = Date.now();")).toBe(true);
});
