import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const named = process.env["CHROMIUM"];
const executablePath = (named ? [named] : usualPlaces).find((place) => existsSync(place));

/** Whether this machine has a browser to check with. */
export const hasBrowser = executablePath !== undefined;

/** Where Chromium keeps the folder of its one instance, which stays behind when Ctrl-C ends it. */
const temporaryFolder = (): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), "chromium-"));
  const remove = () => {
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", remove);
  return { folder, remove };
};

/** A real browser without a window, which talks to nobody but the addresses it is given. */
export const openChromium = async (): Promise<Browser> => {
  if (executablePath === undefined)
    throw new Error("There is no Chromium: install it, or name it in the environment variable CHROMIUM.");
  const { folder, remove } = temporaryFolder();
  const browser = await chromium.launch({
    executablePath,
    // Other systems have other variables, and some of them paths that are too long for one more folder.
    env: { ...process.env, ...(process.platform === "linux" && { TMPDIR: folder }) },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  browser.once("disconnected", remove);
  return browser;
};
