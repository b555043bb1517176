import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe has to say of the page, in brief. */
export type Violation = { rule: string; text: string; nodes: string[] };

/** A page that knows axe, and cannot reach anything. */
export const openAxePage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ offline: true, viewport: { width: 600, height: 1200 } });
  const page = await context.newPage();
  await page.route("**/*", (route) => route.abort());
  await page.setContent("<!doctype html><title>mail</title>");
  await page.evaluate(axe);
  return page;
};

// These run in the page, whose types the scripts of this project do not have: they are handed over as text.
const show = `(html) => {
  const mail = new DOMParser().parseFromString(html, "text/html").documentElement;
  document.replaceChild(document.adoptNode(mail), document.documentElement);
}`;
const judge = `async (tags) => {
  const { violations, passes } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  if (violations.length + passes.length === 0) throw new Error("axe checked nothing");
  return violations.map(({ id, help, nodes }) => ({ rule: id, text: help, nodes: nodes.map(({ html }) => html) }));
}`;

const call = <Result>(page: Page, code: string, value: unknown): Promise<Result> =>
  page.evaluate<Result>(`(${code})(${JSON.stringify(value)})`);

/** Axe is slow to load: it stays, and the mails change in the page it is in. A parsed document runs no scripts. */
export const showMail = (page: Page, html: string): Promise<void> => call(page, show, html);

/** Every violation of the rules with these tags in the mail that is shown. */
export const violationsIn = (page: Page, tags: readonly string[]): Promise<Violation[]> => call(page, judge, tags);
