import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export type PlaceInTemplate = { file: string; line: number };

const include = /<mj-include\s+path="([^"]+)"/g;

type Line = PlaceInTemplate & { text: string };

const linesOf = (file: string): Line[] => {
  if (!existsSync(file)) return [];
  const source = readFileSync(file, "utf8");
  return [
    ...source.split("\n").map((text, index) => ({ file: relative(".", file), line: index + 1, text })),
    ...Array.from(source.matchAll(include), ([, path = ""]) => linesOf(resolve(dirname(file), path))).flat(),
  ];
};

/** Where a mail's template, as it is on disk, has one of these; undefined where that is not one place only. */
export const placeInTemplate = (folder: string, mail: string, near: readonly string[]): PlaceInTemplate | undefined => {
  const lines = linesOf(join(folder, "emails", `${mail}.mjml`));
  for (const text of near) {
    const [found, ...others] = lines.filter((line) => line.text.includes(text));
    if (found && others.length === 0) return { file: found.file, line: found.line };
  }
  return undefined;
};
