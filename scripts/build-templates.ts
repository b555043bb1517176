import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Handlebars from "handlebars";
import { SettingsError } from "../src/errors.ts";
import { languages } from "../src/templates/languages.ts";
import { modelOf } from "../src/templates/model.ts";
import suite from "../suite.config.ts";
import { run } from "./run.ts";
import { compileMail, type MailHtml } from "./template-compiler.ts";
import { checkWords } from "./word-checks.ts";
import { wordFiles } from "./word-files.ts";

const templates = resolve(import.meta.dirname, "../src/templates");
const target = join(templates, "compiled");

/** Every compiled file by its path under src/templates/compiled, as it should be. */
async function buildTemplates(): Promise<Map<string, string>> {
  const problems = checkWords(languages);
  if (problems.length > 0) {
    throw new SettingsError(problems.join("\n"));
  }
  const names = readdirSync(join(templates, "emails"))
    .sort()
    .map((file) => file.replace(/\.mjml$/, ""));
  const mails = new Map<string, MailHtml>();
  for (const name of names) {
    mails.set(name, await compileMail(join(templates, "emails", `${name}.mjml`), variables()));
  }
  const shared = sharedParts([...mails.values()]);
  return new Map([
    ...[...shared].map(([part, html]) => [`partials/${part}.ts`, partFile(html)] as const),
    ...[...mails].map(([name, mail]) => [`${name}.ts`, mailFile(name, mail, shared)] as const),
    ...wordFiles(languages),
  ]);
}

/** What a template may name: all that the model holds. */
export function variables(): Set<string> {
  const { colours, ...rest } = modelOf("welcome", {
    words: languages.en,
    language: "en",
    brand: suite.brands.default,
  });
  const { dark, ...light } = colours;
  return new Set([
    ...Object.keys(rest),
    ...Object.keys(light).map((colour) => `colours.${colour}`),
    ...Object.keys(dark).map((colour) => `colours.dark.${colour}`),
  ]);
}

/** Parts that stand in several mails and are the same in each: these are compiled once. */
function sharedParts(mails: MailHtml[]): Map<string, string> {
  const uses = Map.groupBy(
    mails.flatMap(({ parts }) => [...parts]),
    ([part]) => part,
  );
  return new Map(
    [...uses]
      .filter(([, found]) => found.length > 1 && new Set(found.map(([, html]) => html)).size === 1)
      .map(([part, found]): [string, string] => [part, found[0]?.[1] ?? ""])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const heading = (from: string) =>
  `// Generated from ${from} by npm run build: change that, not this.\n// @ts-nocheck\n`;

/** A template as Handlebars' runtime takes it, as source text; a name that the model lacks is an error, not a gap. */
export const precompile = (html: string) =>
  Handlebars.precompile(html, { knownHelpersOnly: true, strict: true, preventIndent: true }) as string;

const partFile = (html: string) => `${heading("partials/")}export default ${precompile(html)};\n`;

function mailFile(name: string, { main, parts }: MailHtml, shared: Map<string, string>): string {
  const own = main.replace(/\{\{> ([\w-]+)\}\}/g, (call, part: string) =>
    shared.has(part) ? call : (parts.get(part) ?? ""),
  );
  const used = Array.from(own.matchAll(/\{\{> ([\w-]+)\}\}/g), ([, part]) => part ?? "");
  const variable = (part: string) => part.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    heading(`emails/${name}.mjml`),
    ...used.map((part) => `import ${variable(part)} from "./partials/${part}.ts";\n`),
    `\nexport default {\npartials: { ${used.map((part) => `"${part}": ${variable(part)}`).join(", ")} },\nmain: `,
    precompile(own),
    "\n};\n",
  ].join("");
}

/** The files under src/templates/compiled as they are. */
export const compiledFiles = (): string[] =>
  readdirSync(target, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .sort();

/** Writes the compiled files, and takes away those of mails that are no more. */
export async function writeTemplates(): Promise<void> {
  const files = await buildTemplates();
  for (const folder of ["partials", "words"]) mkdirSync(join(target, folder), { recursive: true });
  for (const stale of compiledFiles().filter((path) => !files.has(path))) {
    rmSync(join(target, stale));
  }
  for (const [path, content] of files) {
    writeFileSync(join(target, path), content);
  }
}

/** What `--check` tells: the compiled files that are not what the templates make. */
async function staleTemplates(): Promise<string[]> {
  const files = await buildTemplates();
  const found = compiledFiles();
  const differs = (path: string) =>
    !found.includes(path) || readFileSync(join(target, path), "utf8") !== files.get(path);
  return [...found.filter((path) => !files.has(path)), ...[...files.keys()].filter(differs)];
}

async function command(): Promise<void> {
  if (!process.argv.includes("--check")) {
    return writeTemplates();
  }
  const stale = await staleTemplates();
  if (stale.length > 0) {
    throw new SettingsError(`src/templates/compiled is not up to date: ${stale.join(", ")}. Fix: npm run build.`);
  }
}

if (import.meta.main) {
  void run(command);
}
