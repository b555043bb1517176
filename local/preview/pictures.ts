import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { hasBrowser, openChromium } from "../../scripts/chromium.ts";
import { StartError } from "../settings.ts";
import { sampleEvent } from "./mails.ts";
import { makeMail } from "./make-mail.ts";
import { filledIn, sealed } from "./seal.ts";
import type { Sources } from "./sources.ts";

const width = 640;
const shown = { source: "CustomMessage_SignUp", language: "en", brand: "default" };

/** Takes the pictures of README: the mail that confirms a sign-up, light and dark. */
export const writePictures = async ({ suite, ready }: Sources, folder: string): Promise<string> => {
  if (!hasBrowser) throw new StartError("Pictures need Chromium: install it, or name it in CHROMIUM.");
  const made = await makeMail(suite(), sampleEvent(suite(), shown), ready);
  if (!made) throw new StartError(`There is no mail for ${shown.source}.`);
  mkdirSync(folder, { recursive: true });
  const browser = await openChromium();
  const files: string[] = [];
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ colorScheme, deviceScaleFactor: 1.5, viewport: { width, height: 300 } });
      await page.setContent(filledIn(sealed(made.html)));
      const file = join(folder, `mail-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: true });
      files.push(relative(".", file));
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return files.join("\n");
};
