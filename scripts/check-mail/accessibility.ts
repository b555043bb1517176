import type { Page } from "playwright-core";
import { hasBrowser, openChromium } from "../chromium.ts";
import { badMail } from "./bad-mail.ts";
import type { Fault, Gate } from "./gate.ts";
import { asReceived } from "./mail.ts";
import { openAxePage, showMail, type Violation, violationsIn } from "./page.ts";

const schemes = ["light", "dark"] as const;
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const near = (html: string | undefined) => Array.from(html?.matchAll(/class="[^"]*"/g) ?? [], ([name]) => name);

const faultOf = (scheme: string, { rule, text, nodes }: Violation): Fault => ({
  rule: `${rule} (${scheme})`,
  text: `${text}: ${nodes[0]?.slice(0, 120)}${nodes.length > 1 ? ` and ${nodes.length - 1} more` : ""}`,
  near: near(/^<[^>]*>/.exec(nodes[0] ?? "")?.[0]),
});

const control = (style: string) =>
  badMail({
    html: `<!doctype html><html lang="en"><head><title>A</title><style>${style}</style></head><body style="background:#fff"><p class="a">Words</p></body></html>`,
  });

/** axe-core in Chromium, in the light and in the dark: WCAG 2.2 A and AA. Nothing leaves this machine. */
export const accessibility: Gate = {
  name: "axe-core",
  worst: false,
  sees: ({ html }) => html,
  lacks: () => (hasBrowser ? undefined : "there is no Chromium (name one in the environment variable CHROMIUM)"),
  open: async () => {
    const browser = await openChromium();
    const idle: Page[] = [];
    return {
      check: async ({ html }) => {
        const page = idle.pop() ?? (await openAxePage(browser));
        await showMail(page, asReceived(html));
        const faults: Fault[] = [];
        for (const scheme of schemes) {
          await page.emulateMedia({ colorScheme: scheme });
          faults.push(...(await violationsIn(page, tags)).map((violation) => faultOf(scheme, violation)));
        }
        idle.push(page);
        return faults;
      },
      close: () => browser.close(),
    };
  },
  controls: () => [
    {
      mail: control("p{color:#ddd}@media (prefers-color-scheme:dark){p{color:#000}}"),
      rules: ["color-contrast (light)"],
    },
    { mail: control("@media (prefers-color-scheme:dark){p{color:#eee}}"), rules: ["color-contrast (dark)"] },
  ],
};
