import { existsSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";

const places = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const executablePath = places.find((place) => place !== undefined && existsSync(place));

if (!executablePath && process.env["CI"])
  throw new Error("The browser tests need Chromium: install it, or name it in the environment variable CHROMIUM.");

/** Whether this machine has a browser to test with; where it has none, the browser tests are counted as skipped. */
export const hasBrowser = executablePath !== undefined;

/** A real browser without a window, which talks to nobody but the addresses it is given. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath ?? "",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/** Everything the page asked for beyond this machine. */
export const watchRequests = (page: Page): string[] => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!/^(http:\/\/(localhost|127\.0\.0\.1):|data:|about:)/.test(request.url())) foreign.push(request.url());
  });
  return foreign;
};
