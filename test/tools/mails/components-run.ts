import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import suite from "../../../suite.config.ts";
import { gates } from "../../../tools/mails/gates.ts";
import { createTemplates } from "../../../tools/mails/preview/templates.ts";
import { formatFindings } from "../../../tools/mails/report.ts";
import { newSampleEvent } from "../../../tools/mails/specimen-events.ts";
import { makeMail } from "../../../tools/mails/specimens.ts";
import { badUses, goodUses } from "./components.ts";

/**
 * Puts each component into the welcome mail in both reading directions, and prints the faults that the gates find.
 * Runs in its own process, because Jest cannot load MJML's components.
 */
const chosen = await Promise.all(
  gates
    .filter(({ name }) => process.argv.includes(name))
    .map(async ({ name, takes, open }) => ({ name, takes, opened: await open(process.env) })),
);
const folder = mkdtempSync(join(tmpdir(), "components-"));
cpSync("src/templates", folder, { recursive: true });
const template = join(folder, "emails/welcome.mjml");
const good = readFileSync(template, "utf8");
const templates = createTemplates(folder);

const findLines = async (mjml: string): Promise<string[]> => {
  const before = `<mj-include path="../partials/${mjml.startsWith("<mj-hero") ? "footer" : "closing"}.mjml" />`;
  writeFileSync(template, good.replace(before, `${mjml}\n${before}`));
  const problems = await templates.prepare("welcome");
  if (problems.length > 0) return problems.map(({ file, line, text }) => `the build: ${file}:${line}: ${text}`);
  const mails = ["en", "ar"].flatMap((language) => {
    const mail = makeMail(suite, newSampleEvent(suite, { source: "welcome", language, brand: "default" }));
    return mail ? [{ ...mail, worst: false }] : [];
  });
  const lines: string[] = [];
  for (const { name, takes, opened } of chosen) {
    const findings = [];
    for (const mail of mails.filter(takes))
      findings.push(...(await opened.check(mail)).faults.map((fault) => ({ ...fault, mail })));
    lines.push(...formatFindings({ gate: name, mails: mails.length, seconds: 0, findings }, folder));
  }
  return lines;
};

const lines: Record<string, string[]> = {};
for (const { name, mjml } of [...goodUses, ...badUses]) lines[name] = await findLines(mjml);
await Promise.all(chosen.map(({ opened }) => opened.close?.()));
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(lines));
