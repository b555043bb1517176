import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openChromium } from "../../scripts/chromium.ts";
import { freePort } from "../ports.ts";
import { project } from "../settings.ts";

/**
 * How long it takes from saving a file until what was saved is on the screen: a word of its own is written into the
 * file, and the clock stops in the first frame that the browser draws with that word in the mail.
 */
const saves = 30;
const pause = 400;

const startPreview = async (templates: string, port: number) => {
  const child = spawn(process.execPath, [join(project, "local/preview.ts"), "--templates", templates], {
    cwd: project,
    env: { ...process.env, PREVIEW_PORT: `${port}` },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error("The preview ended.")));
    child.stdout.on("data", (text) => String(text).includes("Ready after") && resolve());
  });
  return child;
};

/** When the word is drawn, by the browser's clock, which is this machine's. */
const drawnAt = (page: Page, word: string): Promise<number> =>
  page.evaluate(
    `new Promise((resolve) => {
      const look = () => document.getElementById("mail")?.contentDocument?.body?.innerText.includes("${word}")
        ? requestAnimationFrame(() => resolve(Date.now()))
        : requestAnimationFrame(look);
      look();
    })`,
  );

const kinds = [
  { name: "the mail's own template", file: "emails/confirm-sign-up.mjml" },
  { name: "a partial of every mail", file: "partials/opening.mjml" },
  { name: "words", file: "languages/en.json" },
] as const;

const changed = (file: string, source: string, word: string): string => {
  if (file.endsWith(".json")) return source.replace('"Thank you for', `"${word} Thank you for`);
  return file.startsWith("partials")
    ? source.replace("{{intro}}", `{{intro}} ${word}`)
    : source.replace('<mj-include path="../partials/opening.mjml" />', `$&<mj-text>${word}</mj-text>`);
};

const percentile = (sorted: readonly number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;

const measure = async (page: Page, folder: string, file: string): Promise<number[]> => {
  const path = join(folder, file);
  const source = readFileSync(path, "utf8");
  const times: number[] = [];
  for (let save = 1; save <= saves; save += 1) {
    const word = `marker${file.replace(/\W/g, "")}${save}x`;
    const content = changed(file, source, word);
    if (!content.includes(word)) throw new Error(`${file} has no place for a marker.`);
    const drawn = drawnAt(page, word);
    await page.waitForTimeout(pause);
    const saved = Date.now();
    writeFileSync(path, content);
    times.push((await drawn) - saved);
  }
  writeFileSync(path, source);
  await page.waitForTimeout(pause);
  return times.sort((one, other) => one - other);
};

const folder = mkdtempSync(join(tmpdir(), "preview-measure-"));
cpSync(join(project, "src/templates"), folder, { recursive: true });
const port = await freePort();
const child = await startPreview(folder, port);
const browser = await openChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://localhost:${port}`);
  await page.frameLocator("#mail").locator("h1").waitFor();
  await page.waitForTimeout(3_000);
  for (const { name, file } of kinds) {
    const times = await measure(page, folder, file);
    console.log(
      `${saves} saves of ${name}: p50 ${percentile(times, 0.5)} ms, p95 ${percentile(times, 0.95)} ms, most ${times.at(-1)} ms`,
    );
  }
} finally {
  await browser.close();
  child.kill("SIGINT");
  rmSync(folder, { recursive: true, force: true });
}
