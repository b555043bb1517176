import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

const templates = resolve(import.meta.dirname, "../../src/templates");
const include = /<mj-include\s+path="([^"]+)"/g;

type Line = { place: string; text: string };

const known = new Map<string, Line[]>();

const linesOf = (file: string): Line[] => {
  if (!existsSync(file)) return [];
  const source = readFileSync(file, "utf8");
  const place = relative(resolve(templates, "../.."), file);
  return [
    ...source.split("\n").map((text, index) => ({ place: `${place}:${index + 1}`, text })),
    ...Array.from(source.matchAll(include), ([, path = ""]) => linesOf(resolve(dirname(file), path))).flat(),
  ];
};

const sourceOf = (mail: string): Line[] => {
  const lines = known.get(mail) ?? linesOf(resolve(templates, "emails", `${mail}.mjml`));
  known.set(mail, lines);
  return lines;
};

/** The file and line of a mail's template that has one of these, where there is just one: a guess would mislead. */
export const templateLine = (mail: string, near: readonly string[]): string | undefined => {
  for (const text of near) {
    const lines = sourceOf(mail).filter((line) => line.text.includes(text));
    if (lines.length === 1) return lines[0]?.place;
  }
  return undefined;
};

/** How a style may be written in a template: as CSS, or as an attribute of MJML. */
export const writtenAs = (property: string, value: string): string[] => [
  `${property}:${value}`,
  `${property}: ${value}`,
  `${property}="${value}"`,
];
