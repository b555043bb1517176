import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { listAlarmRules } from "../../infra/operations/alarm-rules.ts";
import { openProject } from "../../schema/read.ts";

const knownStages = openProject(undefined, {}).stages;
const scripts = JSON.parse(readFileSync("package.json", "utf8")).scripts as Record<string, string>;
const documents = [".", "docs"].flatMap((folder) =>
  readdirSync(folder).flatMap((file) => (file.endsWith(".md") ? [join(folder, file)] : [])),
);

const findAll = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name ?? "");

/** The scripts, commands, stages, links and project files that a document names. */
const readNames = (text: string) => ({
  scripts: findAll(text, /npm run ([\w:]+)/g),
  commands: findAll(text, /npx suite ([a-z]+)/g),
  stages: findAll(text, /--stage ([\w-]+)/g),
  links: findAll(text, /\]\(([\w./-]+)\)/g),
  files: findAll(
    text,
    /(?<![\w/.-])((?:config|docs|events|infra|local|samples|schema|src|test|tools|\.ci|\.github)\/[\w./-]+)(?![\w/<*…-])/g,
  ),
});

/** The names in a document that do not exist. */
const findMissing = (document: string, text: string): string[] => {
  const { scripts: named, commands, stages, links, files } = readNames(text);
  return [
    ...named.filter((name) => !Object.hasOwn(scripts, name)),
    ...commands.filter((name) => !existsSync(`tools/commands/${name}.ts`)),
    ...stages.filter((name) => !knownStages.includes(name)),
    ...links.filter((link) => !existsSync(join(dirname(document), link))),
    ...files.map((file) => file.replace(/\.$/, "")).filter((file) => !existsSync(file)),
  ];
};

describe.each(documents)("%s", (document) => {
  it("names only commands, stages and files that exist", () => {
    expect(findMissing(document, readFileSync(document, "utf8"))).toEqual([]);
  });
});

describe("all documents", () => {
  const texts = documents.map((document) => readFileSync(document, "utf8")).join("\n");

  it("have more than 8 names of each kind", () => {
    for (const names of Object.values(readNames(texts))) expect(names.length).toBeGreaterThan(8);
  });

  it.each([
    ["a script", "docs/production.md", "npm run package", "npm run pakage"],
    ["a command", "docs/operations.md", "npx suite backfill", "npx suite backfil"],
    ["a stage", "docs/operations.md", "--stage prod", "--stage production"],
    ["a document", "README.md", "(docs/pool.md)", "(docs/pools.md)"],
    ["a file", "docs/sign-up.md", "`src/client/compiled/refusal.js`", "`src/client/refusal.js`"],
  ])("fail the check if the name of %s is wrong", (_, document, from, to) => {
    const text = readFileSync(document, "utf8");
    expect(text).toContain(from);
    expect(findMissing(document, text.replaceAll(from, to))).not.toEqual([]);
  });

  it("name environment variables that the code reads", () => {
    const sources = ["local", "schema", "tools"].flatMap((folder) =>
      globSync(`${folder}/**/*.ts`).map((file) => readFileSync(file, "utf8")),
    );
    const [, table = ""] = readFileSync("docs/local.md", "utf8").split("| Variable |");
    const variables = findAll(table.split("\n\n")[0] ?? "", /`([A-Z]+_?[A-Z]+)`/g);
    expect(variables.length).toBeGreaterThan(8);
    const unread = variables.filter((name) => !sources.some((source) => source.includes(`"${name}"`)));
    // Passed on to serverless.yml.
    expect(unread).toEqual(["CAPTCHA_SECRET"]);
  });
});

it.each(["README.md", "CHANGELOG.md"])("%s states the number of alarms", (document) => {
  expect(readFileSync(document, "utf8")).toContain(`${Object.keys(listAlarmRules("stack")).length} alarms`);
});
