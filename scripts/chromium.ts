import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const places = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const executablePath = places.find((place) => place !== undefined && existsSync(place));

/** Whether this machine has a browser to check with. */
export const hasBrowser = executablePath !== undefined;

/** A real browser without a window, which talks to nobody but the addresses it is given. */
export const openChromium = async (): Promise<Browser> => {
  if (executablePath === undefined)
    throw new Error("There is no Chromium: install it, or name it in the environment variable CHROMIUM.");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
};
