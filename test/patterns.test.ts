import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "@jest/globals";
import { checkPatterns, findPatternProblems, findPatterns, listOwnPatterns } from "./support/patterns.ts";

const root = resolve(__dirname, "..");
const own = listOwnPatterns(root);

it("finds patterns and their lines with a parser", () => {
  const source =
    '/** /no/ */\nconst a = "é /no/";\n// /no/\nconst b = [1 / 2 / 3, /yes\\/[/]/giu];\nuse(`${x.replace(/too/, "")}`);\n';
  expect(findPatterns("a.ts", source)).toEqual([
    { file: "a.ts", line: 4, pattern: "yes\\/[/]", flags: "giu" },
    { file: "a.ts", line: 5, pattern: "too", flags: "" },
  ]);
});

it("finds the suite's own patterns", () => {
  expect(own.length).toBeGreaterThan(10);
  expect(own.find(({ file }) => file === "src/rules/mail/greeting-name.ts")).toMatchObject({ flags: "u" });
});

it("finds no vulnerable pattern", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["test/support/patterns.ts"], { cwd: root });
  expect([status, `${stdout}`, `${stderr}`]).toEqual([
    0,
    expect.stringMatching(/^\d+ patterns, none vulnerable\n$/),
    "",
  ]);
}, 300_000);

it.each([
  ["exponential", "^(a+)+$", "a.ts:7: /^(a+)+$/ is exponential, for example for 'a'"],
  ["polynomial", "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$", "2nd degree polynomial"],
  ["invalid", "(", "could not be judged"],
])(
  "reports a pattern that is %s",
  async (_, pattern, problem) => {
    const bad = { file: "a.ts", line: 7, pattern, flags: "" };
    expect(await findPatternProblems(bad)).toEqual([expect.stringContaining(problem)]);
    await expect(checkPatterns([bad])).rejects.toThrow("Patterns that are not safe:\n  a.ts:7");
  },
  60_000,
);
