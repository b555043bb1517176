import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { findChromium, openChromium } from "./chromium.ts";
import type { Fault, Gate } from "./gate.ts";
import { fillPlaceholders, isUsual, newBadMail, toShape } from "./mail.ts";
import { listHtmlHints } from "./template-line.ts";

const schemes = ["light", "dark"] as const;
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// These run in the page, so they are text.
const show = `(html) => {
  const mail = new DOMParser().parseFromString(html, "text/html").documentElement;
  document.replaceChild(document.adoptNode(mail), document.documentElement);
}`;
const judge = `async (tags) => {
  const { violations, passes } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  if (violations.length + passes.length === 0) throw new Error("axe checked nothing");
  return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) }));
}`;

const callInPage = <Result>(page: Page, code: string, value: unknown): Promise<Result> =>
  page.evaluate<Result>(`(${code})(${JSON.stringify(value)})`);

/** Opens a page with axe and without network access. */
const openAxePage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ offline: true, viewport: { width: 600, height: 1200 } });
  const page = await context.newPage();
  await page.route("**/*", (route) => route.abort());
  await page.setContent("<!doctype html><title>mail</title>");
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  return page;
};

type Violation = { id: string; help: string; nodes: string[] };

const findFaults = async (page: Page, scheme: string): Promise<Fault[]> =>
  (await callInPage<Violation[]>(page, judge, tags)).map(({ id, help, nodes: [first = "", ...others] }) => ({
    rule: `${id} (${scheme})`,
    text: `${help}: ${first.slice(0, 120)}${others.length > 0 ? ` and ${others.length} more` : ""}`,
    near: listHtmlHints(first),
  }));

const newControl = (style: string) =>
  newBadMail({
    html: `<!doctype html><html lang="en"><head><title>A</title><style>${style}</style></head><body style="background:#fff"><p class="a">Words</p></body></html>`,
  });

/** Checks WCAG 2.2 A and AA with axe-core in Chromium, in light and dark mode, without network access. */
export const accessibility: Gate = {
  name: "axe-core",
  title: "Accessibility, light and dark",
  takes: isUsual,
  sees: ({ html }) => toShape(html),
  lacks: (environment) =>
    findChromium(environment)
      ? undefined
      : "Chromium is not installed (set the environment variable CHROMIUM to its path)",
  open: async (environment) => {
    const browser = await openChromium(environment);
    // Axe loads slowly, so pages are reused with other mails. A parsed document does not run scripts.
    const idle: Page[] = [];
    return {
      check: async ({ html }) => {
        const page = idle.pop() ?? (await openAxePage(browser));
        await callInPage(page, show, fillPlaceholders(html));
        const faults: Fault[] = [];
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          faults.push(...(await findFaults(page, colorScheme)));
        }
        idle.push(page);
        return { faults };
      },
      close: () => browser.close(),
    };
  },
  controls: [
    {
      mail: newControl("p{color:#ddd}@media (prefers-color-scheme:dark){p{color:#000}}"),
      rules: ["color-contrast (light)"],
    },
    { mail: newControl("@media (prefers-color-scheme:dark){p{color:#eee}}"), rules: ["color-contrast (dark)"] },
  ],
};
