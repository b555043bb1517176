import type { Page } from "playwright-core";
import { findChromium, openChromium } from "../../tools/mails/chromium.ts";

export const hasBrowser = findChromium(process.env) !== undefined;
export const openBrowser = () => openChromium(process.env);

// Without a browser, tests that need one are skipped, except in CI.
if (!hasBrowser && process.env["CI"])
  throw new Error("The browser tests need Chromium: install it, or name it in the environment variable CHROMIUM.");

/** All requests of the page to other machines. */
export const watchRequests = (page: Page): string[] => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!/^(http:\/\/(localhost|127\.0\.0\.1):|data:|about:)/.test(request.url())) foreign.push(request.url());
  });
  return foreign;
};
