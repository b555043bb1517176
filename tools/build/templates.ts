import { readdirSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import { root } from "../../schema/folder.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Palette } from "../../src/templates/brand.ts";
import { languages } from "../../src/templates/languages.ts";
import { modelOf } from "../../src/templates/model.ts";
import { compileMail, type MailHtml } from "./template-compiler.ts";
import { formatWordFiles } from "./word-files.ts";
import { checkWords } from "./words.ts";

const templates = join(root, "src/templates");

/** Compiles the mails and words. @returns paths under src/templates/compiled, with their content */
export const compileTemplates = async (): Promise<[path: string, content: string][]> => {
  const problems = checkWords(languages);
  if (problems.length > 0) {
    throw new SettingsError(problems.join("\n"));
  }
  const names = readdirSync(join(templates, "emails"))
    .sort()
    .map((file) => file.replace(/\.mjml$/, ""));
  const mails = new Map<string, MailHtml>();
  for (const name of names) {
    mails.set(name, await compileMail(join(templates, "emails", `${name}.mjml`), listVariables()));
  }
  const shared = findSharedParts([...mails.values()]);
  return [
    ...[...shared].map(([part, html]): [string, string] => [`partials/${part}.ts`, formatPartFile(html)]),
    ...[...mails].map(([name, mail]): [string, string] => [`${name}.ts`, formatMailFile(name, mail, shared)]),
    ...formatWordFiles(languages),
  ];
};

const black: Palette = {
  primary: "#000000",
  onPrimary: "#000000",
  background: "#000000",
  surface: "#000000",
  text: "#000000",
  muted: "#000000",
};
const brand = { name: "", website: "", support: "", address: "", colours: { ...black, dark: black } };

/** The variables that a template may use: all in the model. */
export const listVariables = (): Set<string> => {
  const { colours, ...rest } = modelOf("welcome", { words: languages.en, language: "en", brand });
  const { dark, ...light } = colours;
  return new Set([
    ...Object.keys(rest),
    ...Object.keys(light).map((colour) => `colours.${colour}`),
    ...Object.keys(dark).map((colour) => `colours.dark.${colour}`),
  ]);
};

/** Parts that are the same in several mails, so they are compiled once. */
const findSharedParts = (mails: MailHtml[]): Map<string, string> => {
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
};

const formatHeading = (from: string) =>
  `// Generated from ${from} by npm run build. Edit that instead.\n// @ts-nocheck\n`;

/** Compiles a template to source text for Handlebars' runtime, in which unknown variables cause errors. */
export const precompile = (html: string) =>
  Handlebars.precompile(html, { knownHelpersOnly: true, strict: true, preventIndent: true }) as string;

const formatPartFile = (html: string) => `${formatHeading("partials/")}export default ${precompile(html)};\n`;

const formatMailFile = (name: string, { main, parts }: MailHtml, shared: Map<string, string>): string => {
  const own = main.replace(/\{\{> ([\w-]+)\}\}/g, (call, part: string) =>
    shared.has(part) ? call : (parts.get(part) ?? ""),
  );
  const used = Array.from(own.matchAll(/\{\{> ([\w-]+)\}\}/g), ([, part]) => part ?? "");
  const toIdentifier = (part: string) => part.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    formatHeading(`emails/${name}.mjml`),
    ...used.map((part) => `import ${toIdentifier(part)} from "./partials/${part}.ts";\n`),
    `\nexport default {\npartials: { ${used.map((part) => `"${part}": ${toIdentifier(part)}`).join(", ")} },\nmain: `,
    precompile(own),
    "\n};\n",
  ].join("");
};
