import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { hasBrowser, openBrowser } from "../support/browser.ts";
import { eventually } from "../support/clients.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

const root = resolve(__dirname, "../..");
const describeInBrowser = hasBrowser ? describe : describe.skip;
const port = 19_405;
const address = `http://localhost:${port}`;

const folder = mkdtempSync(join(tmpdir(), "preview-"));
const templates = join(folder, "templates");
const settings = join(folder, "suite.config.ts");
const files = ["--templates", templates, "--settings", settings];
const email = join(templates, "emails/confirm-sign-up.mjml");
const words = join(templates, "languages/en.json");

beforeAll(() => {
  cpSync(join(root, "src/templates"), templates, { recursive: true });
  cpSync(join(root, "suite.config.ts"), settings);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (words: string[], ownPort = port): ChildProcess =>
  spawn(process.execPath, ["tools/suite.ts", "preview", ...words], {
    cwd: root,
    env: { ...process.env, PREVIEW_PORT: `${ownPort}` },
    stdio: ["ignore", "pipe", "pipe"],
  });

it("says in one line that its port is taken and how to change it", async () => {
  const squatter = createServer().listen(port + 1, "127.0.0.1");
  await once(squatter, "listening");
  const child = run(files, port + 1);
  let said = "";
  child.stderr?.on("data", (text) => {
    said += text;
  });
  const [code] = await once(child, "close");
  squatter.close();
  expect([code, said.trim().split("\n")]).toEqual([
    1,
    [expect.stringMatching(new RegExp(`${port + 1}.*PREVIEW_PORT`))],
  ]);
});

it("writes a gallery with relative links only, and without scripts", () => {
  const gallery = join(folder, "gallery");
  execFileSync(process.execPath, ["tools/suite.ts", "preview", "--static", gallery, ...files], {
    cwd: root,
    env: process.env,
  });
  const pages = readdirSync(gallery, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  expect(pages).toEqual(expect.arrayContaining(["index.html", "default/en.html", "northwind/de/welcome.html"]));
  for (const file of pages) {
    const html = readFileSync(join(gallery, file), "utf8");
    for (const [, target = ""] of html.matchAll(/\s(?:href|src)="([^"]*)"/g))
      expect([file, target]).toEqual([file, expect.stringMatching(/^(#|data:|(\.\.\/|\w)[^:]*$)/)]);
    expect(html).not.toContain("<script");
  }
});

describeInBrowser("npm run preview", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let child: ChildProcess;
  const requests: string[] = [];

  beforeAll(async () => {
    child = run(files);
    await new Promise<void>((ready, failed) => {
      child.stdout?.on("data", (text) => String(text).includes("Ready after") && ready());
      child.once("exit", () => failed(new Error("The preview ended.")));
    });
    browser = await openBrowser();
    // Otherwise, Playwright overrides the colour scheme of every frame.
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: null });
    context.setDefaultTimeout(patience.answer);
    context.on("request", (request) => requests.push(request.url()));
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    child?.kill("SIGINT");
    if (child?.exitCode === null) await once(child, "exit");
  });

  const mail = () => page.frameLocator("#mail");
  const shows = (text: string | RegExp) => mail().locator("body", { hasText: text }).waitFor();
  const overlay = () => page.locator("#overlay");
  const open = async (fragment = "") => {
    await page.goto("about:blank");
    await page.goto(`${address}/${fragment}`);
    await shows(/\S/);
    // The list of mails, which the keys need, appears after the first mail.
    await page.locator("#mails input").first().waitFor({ state: "attached" });
  };
  const withChange = async (file: string, change: (source: string) => string, work: () => Promise<unknown>) => {
    const source = readFileSync(file, "utf8");
    writeFileSync(file, change(source));
    try {
      await work();
    } finally {
      writeFileSync(file, source);
    }
    await overlay().waitFor({ state: "hidden" });
  };

  beforeEach(() => open());

  it("switches mail, language and brand, and keeps them after a reload and in the address", async () => {
    await shows("Confirm your email address");
    await page.locator("#mails label", { hasText: "ForgotPassword" }).click();
    await shows("Choose a new password");
    await page.locator("#language").selectOption("de");
    await shows("Neues Passwort");
    await page.locator("#brand").selectOption("northwind");
    await shows("Northwind Coffee");
    await page.locator("label", { hasText: "375" }).click();
    await page.reload();
    await shows("Northwind Coffee");
    await shows("Neues Passwort");
    await page.waitForURL(/source=CustomMessage_ForgotPassword&language=de&brand=northwind/);
    const width = () => page.locator("#mail").evaluate((frame) => frame.clientWidth);
    await eventually(async () => ((await width()) === 375 ? true : undefined));
  });

  it("handles keys, and finds mails by any of their words", async () => {
    await page.keyboard.press("ArrowDown");
    await page.waitForURL(/ResendCode/);
    await page.keyboard.press("d");
    await page.waitForURL(/scheme=dark/);
    await page.keyboard.press("/");
    await page.keyboard.type("welcome");
    await eventually(async () => ((await page.locator("#mails label:visible").count()) === 1 ? true : undefined));
    await page.keyboard.press("Enter");
    await shows("Welcome to Example");
  });

  it("shows text, SMS and source with marked placeholders, and the numbers of the contract", async () => {
    const tab = (name: string) => page.locator(".tabs label", { hasText: name }).click();
    await tab("Text");
    await page.locator("#view pre", { hasText: "Confirm your email address" }).waitFor();
    await tab("SMS");
    await page.locator("#view .bubble mark", { hasText: "{####}" }).waitFor();
    await tab("Source");
    await page.locator("#view .source").waitFor();
    await page
      .locator("#checks", { hasText: /of 20,000 characters.*with the longest values.*found 4, expected 4/s })
      .waitFor();
    expect(await page.locator("#view mark").count()).toBe(4);
  });

  it("shows a saved template, a replaced language file and a saved setting immediately", async () => {
    await withChange(
      email,
      (source) => source.replace('<mj-include path="../partials/opening.mjml" />', "$&<mj-text>Marzipan</mj-text>"),
      () => shows("Marzipan"),
    );
    const before = readFileSync(words, "utf8");
    writeFileSync(`${words}.new`, before.replace('"Confirm your email address"', '"Pistachio"'));
    renameSync(`${words}.new`, words);
    await shows("Pistachio");
    writeFileSync(words, before);
    await shows("Confirm your email address");
    await withChange(
      settings,
      (source) => source.replace('name: "Example"', 'name: "Hazelnut"'),
      () => shows("Hazelnut"),
    );
    await shows("Example");
    await page.locator("#live", { hasText: /Saved and shown in \d+ ms/ }).waitFor();
  });

  it.each([
    ["an unclosed variable", email, "<mj-text>{{heading</mj-text>\n</mj-column>", /confirm-sign-up\.mjml:\d+/],
    ["an unknown MJML element", email, "<mj-nonsense />\n</mj-column>", /confirm-sign-up\.mjml:14.*mj-nonsense/s],
    [
      "an unknown variable",
      email,
      "<mj-text>{{nobody}}</mj-text>\n</mj-column>",
      /confirm-sign-up\.mjml:14.*\{\{nobody\}\}/s,
    ],
  ])("shows the problem of %s over the last good mail until it is fixed", async (_, file, text, problem) => {
    await withChange(
      file,
      (source) => source.replace("</mj-column>", text),
      async () => {
        await overlay().locator(".card", { hasText: problem }).waitFor();
        await shows("Thank you for signing up");
      },
    );
  });

  it.each([
    ["a file that is not JSON", words, (source: string) => source.replace('"frame": {', '"frame": '), /en\.json:\d+/],
    [
      "an unknown variable in a language",
      words,
      (source: string) => source.replace("Hello {name}", "Hello {nobody}"),
      /en\.json:5.*\{nobody\}/s,
    ],
    [
      "settings that are not TypeScript",
      settings,
      (source: string) => source.replace("brands: {", "brands: {{"),
      /suite\.config\.ts:\d+/,
    ],
    [
      "an invalid colour",
      settings,
      (source: string) => source.replace("#4f46e5", "indigo"),
      /suite\.config\.ts:12.*colour/s,
    ],
  ])("shows the file and line of %s", async (_, file, change, problem) => {
    await withChange(file, change, async () => {
      await overlay().locator(".card", { hasText: problem }).waitFor();
      await shows("Thank you for signing up");
    });
  });

  it("shows the problem of settings that are wrong from the start, and the mail when they are corrected", async () => {
    const broken = join(folder, "broken.config.ts");
    writeFileSync(broken, readFileSync(settings, "utf8").replace("brands: {", "brands: {{"));
    const other = run(["--templates", templates, "--settings", broken], port + 2);
    await new Promise<void>((ready) => other.stdout?.on("data", (text) => String(text).includes("Ready") && ready()));
    await page.goto(`http://localhost:${port + 2}/`);
    await overlay()
      .locator(".card", { hasText: /broken\.config\.ts:\d+/ })
      .waitFor();
    writeFileSync(broken, readFileSync(settings, "utf8"));
    await shows("Thank you for signing up");
    await overlay().waitFor({ state: "hidden" });
    other.kill("SIGINT");
    await once(other, "exit");
  });

  it("renders the mail while the event is typed, and treats a hostile name as text", async () => {
    await open("#source=CustomMessage_ForgotPassword&language=en&brand=default");
    await shows("Hello Ada");
    await page.keyboard.press("e");
    const field = page.locator("#event");
    const event = await field.inputValue();
    await field.fill(event.replace('"Ada"', '"Grace"'));
    await shows("Hello Grace");
    await page.locator("#language").selectOption("de");
    await shows("Guten Tag Grace");
    await page.reload();
    await shows("Guten Tag Grace");
    await page.locator("#language").selectOption("en");
    await shows("Hello Grace");
    const hostile = JSON.stringify("<img src=x onerror=alert(1)> {####} https://evil.example");
    await field.fill(event.replace('"Ada"', hostile));
    await shows("Hello,");
    expect(await page.locator("#checks").textContent()).toContain("found 4, expected 4");
    expect(await mail().locator("img").count()).toBe(0);
    await page.reload();
    await shows("Hello,");
    await field.fill(event.replace('"Ada",', '"Ada"'));
    await page.locator("#event-error", { hasText: /Line \d+, column \d+/ }).waitFor();
    await page.locator("#reset").click();
    await shows("Hello Ada");
  });

  it("shows dark colours in the dark scheme", async () => {
    const cell = () => mail().locator(".card > table > tbody > tr > td");
    const surface = (colour: string) =>
      eventually(async () => {
        const style = await cell().evaluate((td) => td.ownerDocument.defaultView?.getComputedStyle(td).backgroundColor);
        return style === colour ? true : undefined;
      });
    await surface("rgb(255, 255, 255)");
    await page.locator(".segments label", { hasText: "Dark" }).click();
    await surface("rgb(26, 32, 48)");
    await page.reload();
    await surface("rgb(26, 32, 48)");
  });

  it("follows no link, opens no window and sends no request to another host", async () => {
    const logo = 'logo: { url: "https://pictures.example/logo.png", width: 120 }, name: "Example"';
    await withChange(
      settings,
      (source) => source.replace('name: "Example"', logo),
      async () => {
        await mail().locator("img").waitFor();
        for (const options of [{}, { button: "middle" as const }, { modifiers: ["Control" as const] }])
          await mail().locator("a", { hasText: "Confirm email address" }).click(options);
        await page.locator("#target", { hasText: "https://accounts.example.com/en/confirm#" }).waitFor();
        await shows("Confirm your email address");
      },
    );
    expect(context.pages()).toHaveLength(1);
    expect(requests.length).toBeGreaterThan(20);
    expect(requests.filter((url) => !/^(http:\/\/localhost:\d+\/|data:|about:)/.test(url))).toEqual([]);
  });
});
