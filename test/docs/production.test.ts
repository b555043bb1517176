import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { stageSchema } from "../../schema/stage/schema.ts";

const text = readFileSync("docs/production.md", "utf8");
const settings = readFileSync("docs/pool.md", "utf8");

const readBlocks = (language: string, of = text): string[] =>
  [...of.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\``, "gm"))].map(([, block]) => block ?? "");

describe("docs/production.md", () => {
  it.each(readBlocks("yaml"))("gives valid settings:\n%s", (block) => {
    const given = { region: "eu-west-1", mail: { from: "a@example.com", identity: "example.com" }, ...parse(block) };
    expect(stageSchema("prod").safeParse(given).error?.issues).toBeUndefined();
  });

  it("fails the check with an unknown setting", () => {
    const given = { region: "eu-west-1", mail: { from: "a@example.com", identity: "example.com" }, pageUrl: "x" };
    expect(stageSchema("prod").safeParse(given).success).toBe(false);
  });

  it("uses the setting names of docs/pool.md", () => {
    const named = [
      ...text.matchAll(/`((?:userPool|clients|mail|signInPages|resourceServers|identityPool)\.[\w.<>]+)`/g),
    ];
    expect(named.length).toBeGreaterThan(8);
    expect(named.map(([, name]) => name).filter((name) => !settings.includes(`\`${name}\``))).toEqual([]);
  });

  it("marks only settings with ⚠ that docs/pool.md says cannot be changed", () => {
    const marked = [...text.matchAll(/⚠ `([\w.<>]+)`/g)].map(([, name]) => name ?? "");
    expect(marked.length).toBeGreaterThan(5);
    const rows = new Map(settings.split("\n").map((line) => [/^\| `([^`]+)`/.exec(line)?.[1], line]));
    for (const name of marked) expect(rows.get(name)).toMatch(/\| (?:\*\*no\*\*|no|\*\*partly\*\*):/);
  });
});
