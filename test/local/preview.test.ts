import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { readOptions } from "../../local/preview/options.ts";
import { lineOfKey, problemsIn } from "../../local/preview/problem.ts";
import { filledIn, sealed, withoutLinks } from "../../local/preview/seal.ts";
import { placeInTemplate } from "../../scripts/check-mail/template-line.ts";

const templates = "src/templates";
const head = "<html><head></head><body>";

describe("a sealed mail", () => {
  it("may fetch nothing, wherever its head is", () => {
    for (const html of [`${head}words`, "<p>compact</p>"])
      expect(sealed(html)).toMatch(
        /^(<html><head>)?<meta http-equiv="Content-Security-Policy" content="default-src 'none'/,
      );
  });

  it("has a box in place of every picture, and keeps what is built in", () => {
    const html = sealed(
      `${head}<img src="https://x.example/logo.png" width="120" alt="A &amp; <b>"><img src="data:image/png,x">`,
    );
    expect(html).not.toContain("x.example");
    expect(html).toMatch(/<img src="data:image\/svg\+xml,[^"<>]+" width="120"/);
    expect(html).toContain('<img src="data:image/png,x">');
  });

  it("can lose its links, which then tell where they would have led", () => {
    expect(withoutLinks('<a class="b" href="https://x.example/{####}">x</a>')).toBe(
      '<a class="b" href="#" title="https://x.example/{####}">x</a>',
    );
  });

  it("can show what Cognito puts in", () => {
    expect(filledIn("{####} for {username}")).toBe("814203 for ada.lovelace");
  });
});

describe("a problem", () => {
  it("has its file, its line, what goes over several lines, and what stands there", () => {
    const message = `${templates}/emails/welcome.mjml:3: first\nmore of it\n../elsewhere/part.mjml:12: second`;
    const problems = problemsIn(message, "suite.config.ts");
    expect(problems.map(({ file, line, text }) => [file, line, text])).toEqual([
      [`${templates}/emails/welcome.mjml`, 3, "first\nmore of it"],
      ["../elsewhere/part.mjml", 1, "second"],
    ]);
    expect(problems[0]?.excerpt.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  });

  it("is that of the file at hand where the message names none", () => {
    expect(problemsIn("broken", "suite.config.ts")).toEqual([
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
  ])("with %s stands on line %i", (key, line) => {
    expect(lineOfKey(source, key)).toBe(line);
  });
});

describe("the place in a template", () => {
  it("is known where only one line has it, also in a partial", () => {
    expect(placeInTemplate("welcome", ['mj-class="card"'], templates)).toEqual({
      file: `${templates}/emails/welcome.mjml`,
      line: expect.any(Number),
    });
    expect(placeInTemplate("welcome", ["no such text", "{{greeting}}"], templates)?.file).toBe(
      `${templates}/partials/opening.mjml`,
    );
  });

  it("is left open where it would be a guess", () => {
    expect(placeInTemplate("welcome", ["mj-include"], templates)).toBeUndefined();
  });
});

describe("the command's options", () => {
  it("are the tree's own files and port 3005 unless named", () => {
    expect(readOptions([], {})).toMatchObject({
      port: 3005,
      templates: `${process.cwd()}/src/templates`,
      gallery: undefined,
    });
    expect(readOptions(["--static"], {}).gallery).toBe(`${process.cwd()}/.preview`);
    expect(readOptions(["--static", "pages"], { PREVIEW_PORT: "4000" })).toMatchObject({
      port: 4000,
      gallery: `${process.cwd()}/pages`,
    });
  });

  it.each([
    [["--statik"], {}, "--statik"],
    [["pages"], {}, '"pages" is not understood'],
    [[], { PREVIEW_PORT: "many" }, "PREVIEW_PORT=many is not a port"],
  ])("are refused in words: %j %j", (words, environment, message) => {
    expect(() => readOptions(words, environment)).toThrow(message);
  });
});

it("shows, from templates compiled in memory, the very mails that the build makes", () => {
  const script = `
    import suite from "./suite.config.ts";
    import { specimens } from "./scripts/specimens.ts";
    import { createSources } from "./local/preview/sources.ts";
    import { makeMail } from "./local/preview/make-mail.ts";
    import { codeEvent } from "./scripts/specimen-events.ts";
    const built = specimens(suite, { brands: ["default"] }).filter(({ sentBy }) => sentBy === "Cognito");
    const sources = await createSources({ templates: "${process.cwd()}/src/templates", settings: "${process.cwd()}/suite.config.ts" });
    const differing = [];
    for (const { id, source, language, brand, html, subject, sms, text } of built) {
      const made = await makeMail(sources.suite(), codeEvent(suite, source, language, brand), sources.ready);
      const same = [[made.html, html], [made.subject, subject], [made.sms, sms], [made.text, text]].every(([one, other]) => one === other);
      if (!same) differing.push(id);
    }
    console.log(JSON.stringify({ built: built.length, differing, problems: sources.problems() }));`;
  const command = ["--input-type=module", "--eval", script];
  const answer = JSON.parse(execFileSync("node_modules/.bin/node", command, { encoding: "utf8" }));
  expect(answer).toEqual({ built: expect.any(Number), differing: [], problems: [] });
  expect(answer.built).toBeGreaterThan(10);
});
