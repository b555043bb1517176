import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

const project = resolve(import.meta.dirname, "../..");
const templates = resolve(project, "src/templates");
const include = /<mj-include\s+path="([^"]+)"/g;

export type PlaceInTemplate = { file: string; line: number };

const linesOf = (file: string): Array<PlaceInTemplate & { text: string }> => {
  if (!existsSync(file)) return [];
  const source = readFileSync(file, "utf8");
  return [
    ...source.split("\n").map((text, index) => ({ file: relative(project, file), line: index + 1, text })),
    ...Array.from(source.matchAll(include), ([, path = ""]) => linesOf(resolve(dirname(file), path))).flat(),
  ];
};

/** Where a mail's template has one of these; undefined where that is not one place only: a guess would mislead. */
export const placeInTemplate = (
  mail: string,
  near: readonly string[],
  folder = templates,
): PlaceInTemplate | undefined => {
  const lines = linesOf(resolve(folder, "emails", `${mail}.mjml`));
  for (const text of near) {
    const [found, ...others] = lines.filter((line) => line.text.includes(text));
    if (found && others.length === 0) return { file: found.file, line: found.line };
  }
  return undefined;
};

/** How a style may be written in a template: as CSS, or as an attribute of MJML. */
export const writtenAs = (property: string, value: string): string[] => [
  `${property}:${value}`,
  `${property}: ${value}`,
  `${property}="${value}"`,
];
