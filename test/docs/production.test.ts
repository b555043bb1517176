import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { stageSchema } from "../../schema/stage/schema.ts";

const text = readFileSync("docs/production.md", "utf8");
const settings = readFileSync("docs/pool.md", "utf8");

const blocks = (language: string, of = text): string[] =>
  [...of.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\``, "gm"))].map(([, block]) => block ?? "");

describe("docs/production.md", () => {
  it.each(blocks("yaml"))("gives settings that are right:\n%s", (block) => {
    const given = { region: "eu-west-1", mail: { from: "a@example.com", identity: "example.com" }, ...parse(block) };
    expect(stageSchema("prod").safeParse(given).error?.issues).toBeUndefined();
  });

  it("is checked: a setting that does not exist is found", () => {
    const given = { region: "eu-west-1", mail: { from: "a@example.com", identity: "example.com" }, pageUrl: "x" };
    expect(stageSchema("prod").safeParse(given).success).toBe(false);
  });

  it("names settings as docs/pool.md does", () => {
    const named = [
      ...text.matchAll(/`((?:userPool|clients|mail|signInPages|resourceServers|identityPool)\.[\w.<>]+)`/g),
    ];
    expect(named.length).toBeGreaterThan(8);
    expect(named.map(([, name]) => name).filter((name) => !settings.includes(`\`${name}\``))).toEqual([]);
  });

  it("marks with a warning what docs/pool.md says cannot be changed", () => {
    const marked = [...text.matchAll(/⚠ `([\w.<>]+)`/g)].map(([, name]) => name ?? "");
    expect(marked.length).toBeGreaterThan(5);
    const rows = new Map(settings.split("\n").map((line) => [/^\| `([^`]+)`/.exec(line)?.[1], line]));
    for (const name of marked) expect(rows.get(name)).toMatch(/\| (?:\*\*no\*\*|no|\*\*partly\*\*):/);
  });
});
