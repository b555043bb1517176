import { execFileSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { badUses, goodUses } from "./components.ts";

/** test/apart/check-mail.test.ts runs axe-core and SpamAssassin. */
const gates = ["contract guard", "own rules", "mail programs", "html-validate"];

let lines: Record<string, string[]>;
beforeAll(() => {
  const command = ["test/tools/mails/components-run.ts", ...gates];
  lines = JSON.parse(execFileSync("node_modules/.bin/node", command, { encoding: "utf8" }));
}, 60_000);

describe("no gate finds a fault in a correct", () => {
  it.each(goodUses)("$name", ({ name }) => {
    expect(lines[name]).toEqual([]);
  });
});

describe("one line reports an incorrect", () => {
  it.each(badUses)("$name", ({ name, caughtBy }) => {
    expect(lines[name]).toEqual([expect.stringMatching(new RegExp(`^${caughtBy}: .*/emails/welcome\\.mjml:1[14]: `))]);
  });
});
