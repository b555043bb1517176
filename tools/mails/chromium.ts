import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import type { Environment } from "../../schema/folder.ts";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The path of the installed Chromium: CHROMIUM, or else one of the usual places. */
export const findChromium = (environment: Environment): string | undefined => {
  const named = environment["CHROMIUM"];
  return (named ? [named] : usualPlaces).find((place) => existsSync(place));
};

/** A folder for Chromium's temporary files, which Chromium leaves behind on Ctrl-C. */
const newTemporaryFolder = (): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), "chromium-"));
  const remove = () => {
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", remove);
  return { folder, remove };
};

/** Starts a headless browser without background network traffic. */
export const openChromium = async (environment: Environment): Promise<Browser> => {
  const executablePath = findChromium(environment);
  if (executablePath === undefined)
    throw new Error("Chromium is not installed. Install it, or set the environment variable CHROMIUM to its path.");
  const { folder, remove } = newTemporaryFolder();
  const browser = await chromium.launch({
    executablePath,
    // Other systems use other variables, and some have paths that are too long for another folder.
    env: { ...environment, ...(process.platform === "linux" && { TMPDIR: folder }) },
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
