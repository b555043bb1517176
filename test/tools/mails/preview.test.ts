import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { root } from "../../../schema/folder.ts";
import { readPreviewOptions } from "../../../tools/mails/preview/options.ts";
import { findKeyLine, parseProblems } from "../../../tools/mails/preview/problem.ts";
import { sealMail, withoutLinks } from "../../../tools/mails/preview/seal.ts";
import { newSampleEvent } from "../../../tools/mails/specimen-events.ts";
import { suiteWith } from "../../support/suite.ts";

const templates = "src/templates";
const head = "<html><head></head><body>";

describe("a sealed mail", () => {
  it("fetches nothing, with or without a head", () => {
    for (const html of [`${head}words`, "<p>compact</p>"])
      expect(sealMail(html)).toMatch(
        /^(<html><head>)?<meta http-equiv="Content-Security-Policy" content="default-src 'none'/,
      );
  });

  it("has a box for every picture, and keeps embedded ones", () => {
    const html = sealMail(
      `${head}<img src="https://x.example/logo.png" width="120" alt="A &amp; <b>"><img src="data:image/png,x">`,
    );
    expect(html).not.toContain("x.example");
    expect(html).toMatch(/<img src="data:image\/svg\+xml,[^"<>]+" width="120"/);
    expect(html).toContain('<img src="data:image/png,x">');
  });

  it("can lose its links, which then show their addresses", () => {
    expect(withoutLinks('<a class="b" href="https://x.example/{####}">x</a>')).toBe(
      '<a class="b" href="#" title="https://x.example/{####}">x</a>',
    );
  });
});

describe("a problem", () => {
  it("has its file, line, text and excerpt", () => {
    const message = `${templates}/emails/welcome.mjml:3: first\nmore of it\n../elsewhere/part.mjml:12: second`;
    const problems = parseProblems(message, "suite.config.ts");
    expect(problems.map(({ file, line, text }) => [file, line, text])).toEqual([
      [`${templates}/emails/welcome.mjml`, 3, "first\nmore of it"],
      ["../elsewhere/part.mjml", 1, "second"],
    ]);
    expect(problems[0]?.excerpt.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  });

  it("belongs to the given file if the message names none", () => {
    expect(parseProblems("broken", "suite.config.ts")).toEqual([
      expect.objectContaining({ file: "suite.config.ts", line: 1, text: "broken" }),
    ]);
  });

  const source = '{\n  "a": { "x": 1,\n "intro": 2 },\n  "b": {\n    "intro": 3\n  }\n}';
  it.each([
    ["b.intro", 5],
    ["a.intro", 3],
    ["b", 4],
    ["b.none", 4],
    ["none", 1],
  ])("at %s is on line %i", (key, line) => {
    expect(findKeyLine(source, key)).toBe(line);
  });
});

describe("the command's options", () => {
  const read = (typed: Parameters<typeof readPreviewOptions>[1], environment: Record<string, string> = {}) =>
    readPreviewOptions({ folder: root, environment }, typed);

  it("default to the project's files and port 3005", () => {
    expect(read({})).toMatchObject({ port: 3005, templates: `${root}/src/templates` });
    expect(read({ static: true }).gallery).toBe(`${root}/.preview`);
    expect(read({ static: "pages" }, { PREVIEW_PORT: "4000" })).toMatchObject({ port: 4000, gallery: `${root}/pages` });
  });

  it.each<[Parameters<typeof read>[0], Record<string, string>, string]>([
    [{ templates: "src" }, {}, "/emails does not exist."],
    [{ settings: "none.ts" }, {}, "none.ts does not exist."],
    [{}, { PREVIEW_PORT: "http" }, "PREVIEW_PORT=http is not a port"],
  ])("%j with %j is refused", (typed, environment, message) => {
    expect(() => read(typed, environment)).toThrow(message);
  });
});

it("renders templates in memory to the same mails as the build", () => {
  const script = `
    import suite from "./suite.config.ts";
    import { makeFresh } from "./tools/mails/preview/show.ts";
    import { createSources } from "./tools/mails/preview/sources.ts";
    import { newSampleEvent } from "./tools/mails/specimen-events.ts";
    import { makeMails } from "./tools/mails/specimens.ts";
    const built = makeMails(suite, { brands: ["default"] });
    const sources = createSources({ templates: "src/templates", settings: "suite.config.ts" });
    const fresh = await sources.readSuite();
    const differing = [];
    for (const mail of built) {
      const made = await makeFresh(sources, fresh, newSampleEvent(fresh, mail));
      if (JSON.stringify(made) !== JSON.stringify(mail)) differing.push(mail.id);
    }
    console.log(JSON.stringify({ built: built.length, differing, problems: await sources.listProblems() }));`;
  const command = ["--input-type=module", "--eval", script];
  const answer = JSON.parse(execFileSync("node_modules/.bin/node", command, { encoding: "utf8" }));
  expect(answer).toEqual({ built: expect.any(Number), differing: [], problems: [] });
  expect(answer.built).toBeGreaterThan(10);
});

it("refuses a file path instead of a mail", () => {
  expect(() => newSampleEvent(suiteWith(), { source: "../package", language: "en", brand: "default" })).toThrow(
    'There is no mail "../package"',
  );
});
