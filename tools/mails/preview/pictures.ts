import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { StartError } from "../../../local/settings.ts";
import type { Environment } from "../../../schema/folder.ts";
import { findChromium, openChromium } from "../chromium.ts";
import { fillPlaceholders } from "../mail.ts";
import { newSampleEvent } from "../specimen-events.ts";
import { sealMail } from "./seal.ts";
import { makeFresh } from "./show.ts";
import type { Sources } from "./sources.ts";

const source = "CustomMessage_SignUp";

/** Writes the pictures of the README: the mail that confirms a sign-up, in light and dark mode. */
export const writePictures = async (sources: Sources, folder: string, environment: Environment): Promise<string> => {
  if (!findChromium(environment))
    throw new StartError("Pictures need Chromium. Install it, or set CHROMIUM to its path.");
  const suite = await sources.readSuite();
  const mail = await makeFresh(sources, suite, newSampleEvent(suite, { source, language: "en", brand: "default" }));
  if (!mail) throw new StartError(`There is no mail for ${source}.`);
  mkdirSync(folder, { recursive: true });
  const browser = await openChromium(environment);
  const files: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({ colorScheme, deviceScaleFactor: 1.5, viewport: { width: 640, height: 300 } });
    await page.setContent(fillPlaceholders(sealMail(mail.html)));
    const path = join(folder, `mail-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: true });
    files.push(relative(".", path));
  }
  await browser.close();
  return files.join("\n");
};
