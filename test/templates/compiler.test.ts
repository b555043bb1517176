import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { compileMail } from "../../tools/build/template-compiler.ts";
import { listVariables } from "../../tools/build/templates.ts";

const root = "src/templates/compiled";

/** Runs Node outside jest, which does not allow the dynamic imports of MJML's minifier. */
const runNode = (...command: string[]) => execFileSync("node_modules/.bin/node", command, { encoding: "utf8" });

it("keeps the compiled templates small", () => {
  const characters = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("words"))
    .map((path) => readFileSync(join(root, path), "utf8").length);
  expect(characters.reduce((sum, each) => sum + each, 0)).toBeLessThan(60_000);
});

describe("a template", () => {
  const folder = mkdtempSync(join(tmpdir(), "compiler-"));
  mkdirSync(join(folder, "emails"));
  mkdirSync(join(folder, "partials"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const write = (text: string, partial = "<mj-text>{{intro}}</mj-text>") => {
    const file = join(folder, "emails", "sample.mjml");
    writeFileSync(join(folder, "partials", "part.mjml"), partial);
    writeFileSync(
      file,
      `<mjml lang="{{language}}" dir="{{direction}}">
<mj-head><mj-preview>{{preview}}</mj-preview></mj-head>
<mj-body background-color="{{colours.background}}"><mj-section><mj-column>
${text}
<mj-include path="../partials/part.mjml" />
</mj-column></mj-section></mj-body></mjml>`,
    );
    return file;
  };
  const compile = async (text: string, partial?: string) => compileMail(write(text, partial), listVariables());

  it("becomes HTML that keeps its expressions, colours and directions", () => {
    const file = write('<mj-text color="{{colours.dark.text}}" align="{{start}}">{{heading}}</mj-text>');
    const script = `import { compileMail } from "./tools/build/template-compiler.ts";
      import { listVariables } from "./tools/build/templates.ts";
      const { main, parts } = await compileMail(${JSON.stringify(file)}, listVariables());
      console.log(JSON.stringify({ main, parts: [...parts] }));`;
    const { main, ...printed } = JSON.parse(runNode("--input-type=module", "--eval", script));
    const parts = new Map<string, string>(printed.parts);
    expect(main).toMatch(/^\{\{> start\}\}.*\{\{> end\}\}$/s);
    expect([...parts.keys()]).toEqual(["part", "start", "end"]);
    expect(parts.get("part")).toContain(">{{intro}}<");
    expect(parts.get("start")).toContain("color:{{colours.dark.text}}");
    expect(parts.get("start")).toContain("direction:{{direction}}");
    expect(parts.get("start")).not.toMatch(/#ffffff|#7c0d|direction:ltr|text-align:left/);
  });

  it.each([
    ["{{{heading}}}", /sample\.mjml:4: \{\{\{…\}\}\}.*Fix: write \{\{heading\}\}/],
    ["{{&heading}}", /sample\.mjml:4: .*\{\{&…\}\}.*Fix/],
    ["<a href={{link}}>x</a>", /sample\.mjml:4: an attribute with .* has no quotes.*Fix: write ="\{\{link\}\}"/],
    ["{{nonsense}}", /sample\.mjml:4: \{\{nonsense\}\} is not known\. Fix: use one of .*heading/],
    ["{{constructor}}", /sample\.mjml:4: \{\{constructor\}\} is not known/],
    ["{{#each words}}x{{/each}}", /sample\.mjml:4: \{\{#each\}\} is not known/],
    ["{{#if link}}{{{link}}}{{/if}}", /sample\.mjml:4: \{\{\{/],
    ["{{#if link}}", /sample\.mjml:\d+: the braces are not balanced/],
    ["{{> other}}", /sample\.mjml:4: PartialStatement is not supported/],
  ])("is rejected with %s", async (text, problem) => {
    await expect(compile(`<mj-text>${text}</mj-text>`)).rejects.toThrow(problem);
  });

  it("is rejected for a mistake in a partial, with the partial's name", async () => {
    await expect(compile("", "\n<mj-text>{{{intro}}}</mj-text>")).rejects.toThrow(/part\.mjml:2: /);
  });

  it("is rejected if MJML does not know an attribute, with the line", async () => {
    await expect(compile('<mj-text colour="red">x</mj-text>')).rejects.toThrow(
      /sample\.mjml:4: .*colour is illegal.*Fix/,
    );
  });

  it("is rejected if a partial does not exist", async () => {
    await expect(compile('<mj-include path="../partials/none.mjml" />')).rejects.toThrow(
      /sample\.mjml:4: .*none\.mjml does not exist\. Fix/,
    );
  });
});
