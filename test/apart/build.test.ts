import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it, jest } from "@jest/globals";
import { patience } from "../support/patience.ts";
import { copyProject } from "../support/project-copy.ts";

jest.setTimeout(patience.test);

const { path, run, edit, bundle, remove } = copyProject();
afterAll(remove);

const english = "src/templates/languages/en.json";
const succeeded = { code: 0, output: expect.any(String) };
const packageInto = (folder: string) => run("npx", "serverless", "package", "--stage", "dev", "--package", folder);
const invoke = () =>
  run(
    "npx",
    ..."serverless invoke local -f customMessage --stage local -p events/CustomMessage_SignUp.json".split(" "),
  );
const build = () => run(process.execPath, "tools/build/first.ts");

describe("the Serverless Framework, without the suite's commands", () => {
  it("packages a fresh clone", async () => {
    expect(existsSync(path("src/templates/compiled"))).toBe(false);
    expect(await packageInto("first")).toEqual(succeeded);
    expect(await bundle("first", "customMessage")).toContain("Confirm your email address");
  });

  it("packages and invokes the latest edits", async () => {
    edit(english, "Confirm your email address", "Prove your email address");
    edit("src/templates/emails/confirm-sign-up.mjml", "<mj-body", '<mj-body css-class="edited"');
    edit("src/pages/style.css", "body {", "body { --edited: 1;");
    expect(await invoke()).toEqual({ code: 0, output: expect.stringContaining("Prove your email address") });
    expect(await packageInto("second")).toEqual(succeeded);
    const [mails, pages] = [await bundle("second", "customMessage"), await bundle("second", "pages")];
    expect([mails, mails, pages]).toEqual([
      expect.stringContaining("Prove your email address"),
      expect.stringContaining("edited"),
      expect.stringContaining("--edited"),
    ]);
    expect(mails).not.toContain("Confirm your email address");
  });

  it.each([
    [
      "a language file that is not JSON",
      english,
      '"direction"',
      "direction",
      /src\/templates\/languages\/en\.json: .*Correct the JSON there\./,
    ],
    [
      "a template with an open tag",
      "src/templates/emails/welcome.mjml",
      "</mj-body>",
      "",
      /src\/templates\/emails\/welcome\.mjml:\d+: <mj-body> is not closed/,
    ],
    [
      "a mail that is too long for Cognito",
      "src/templates/emails/confirm-sign-up.mjml",
      "</mj-body>",
      `<mj-section><mj-column><mj-text>${"long ".repeat(4_000)}</mj-text></mj-column></mj-section></mj-body>`,
      /Cognito would not send these mails unchanged:\n {2}CustomMessage_SignUp\/en\/default: rich: email has \d+ characters/,
    ],
  ])("refuses to package %s", async (_, file, from, to, problem) => {
    const before = readFileSync(path(file), "utf8");
    edit(file, from, to);
    const { code, output } = await packageInto("wrong");
    writeFileSync(path(file), before);
    expect([code, output]).toEqual([1, expect.stringMatching(problem)]);
    expect(output).not.toMatch(/^\s+at /m);
    expect(existsSync(path("wrong/customMessage.zip"))).toBe(false);
  });
});

describe("the build", () => {
  it("restores missing and edited files, and deletes leftover ones", async () => {
    const made = (file: string) => path(`src/templates/compiled/${file}`);
    expect(await build()).toEqual(succeeded);
    const before = readFileSync(made("welcome.ts"), "utf8");
    rmSync(path("src/client/compiled/refusal.js"));
    writeFileSync(made("welcome.ts"), "");
    writeFileSync(made("farewell.ts"), "");
    expect(await build()).toEqual(succeeded);
    expect(readFileSync(made("welcome.ts"), "utf8")).toBe(before);
    expect([existsSync(path("src/client/compiled/refusal.js")), existsSync(made("farewell.ts"))]).toEqual([
      true,
      false,
    ]);
  });

  it("can run twice at the same time", async () => {
    edit(english, "Prove your email address", "Show your email address");
    expect(await Promise.all([build(), build()])).toEqual([succeeded, succeeded]);
    expect(readFileSync(path("src/templates/compiled/words/code.ts"), "utf8")).toContain("Show your email address");
  });
});
