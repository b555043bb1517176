import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { alarmRules } from "../../infra/operations/alarm-rules.ts";
import { openProject } from "../../schema/read.ts";

const knownStages = openProject(undefined, {}).stages;
const scripts = JSON.parse(readFileSync("package.json", "utf8")).scripts as Record<string, string>;
const documents = [".", "docs"].flatMap((folder) =>
  readdirSync(folder).flatMap((file) => (file.endsWith(".md") ? [join(folder, file)] : [])),
);

const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name ?? "");

/** What a document names: commands, stages, files that it links to, and files of the project. */
const namedIn = (text: string) => ({
  commands: found(text, /npm run ([\w:]+)/g),
  stages: found(text, /--stage ([\w-]+)/g),
  links: found(text, /\]\(([\w./-]+)\)/g),
  files: found(
    text,
    /(?<![\w/.-])((?:bench|config|docs|events|infra|local|samples|scripts|src|test|\.ci|\.github)\/[\w./-]+)(?![\w/<*…-])/g,
  ),
});

/** What of it there is not. */
const missingIn = (document: string, text: string): string[] => {
  const { commands, stages, links, files } = namedIn(text);
  return [
    ...commands.filter((name) => !Object.hasOwn(scripts, name)),
    ...stages.filter((name) => !knownStages.includes(name)),
    ...links.filter((link) => !existsSync(join(dirname(document), link))),
    ...files.map((file) => file.replace(/\.$/, "")).filter((file) => !existsSync(file)),
  ];
};

describe.each(documents)("%s", (document) => {
  it("names commands, stages and files that there are", () => {
    expect(missingIn(document, readFileSync(document, "utf8"))).toEqual([]);
  });
});

describe("README.md", () => {
  const text = readFileSync("README.md", "utf8");

  it("names enough of each to be looked at", () => {
    for (const names of Object.values(namedIn(text))) expect(names.length).toBeGreaterThan(8);
  });

  it.each([
    ["a command", "npm run backfill", "npm run backfil"],
    ["a stage", "--stage prod", "--stage production"],
    ["a document", "(docs/pool.md)", "(docs/pools.md)"],
    ["a file", "`src/client/compiled/refusal.js`", "`src/client/refusal.js`"],
  ])("would be found out with %s of the wrong name", (_, from, to) => {
    expect(text).toContain(from);
    expect(missingIn("README.md", text.replaceAll(from, to))).not.toEqual([]);
  });

  it("names variables of the environment that something reads", () => {
    const sources = ["local", "scripts"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => readFileSync(join(folder, file), "utf8")),
    );
    const [, table = ""] = text.split("| Environment on your machine |");
    const variables = found(table.split("\n\n")[0] ?? "", /`([A-Z]+_?[A-Z]+)`/g);
    expect(variables.length).toBeGreaterThan(8);
    const unread = variables.filter((name) => !sources.some((source) => source.includes(`"${name}"`)));
    // Handed on to serverless.yml.
    expect(unread).toEqual(["CAPTCHA_SECRET"]);
  });
});

it.each(["README.md", "CHANGELOG.md"])("%s counts the alarms", (document) => {
  expect(readFileSync(document, "utf8")).toContain(`${Object.keys(alarmRules("stack")).length} alarms`);
});
