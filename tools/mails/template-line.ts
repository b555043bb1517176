import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { type Element, readHtml } from "./document.ts";

const include = /<mj-include\s+path="([^"]+)"/g;

export type PlaceInTemplate = { file: string; line: number };

/** The lines of a template and of all that it includes. */
export const templateLines = (file: string): (PlaceInTemplate & { text: string })[] => {
  if (!existsSync(file)) return [];
  const source = readFileSync(file, "utf8");
  return [
    ...source.split("\n").map((text, index) => ({ file: relative(".", file), line: index + 1, text })),
    ...Array.from(source.matchAll(include), ([, path = ""]) => templateLines(resolve(dirname(file), path))).flat(),
  ];
};

/** Finds where a mail's template has one of these; undefined if several lines have it, as a guess would mislead. */
export const createPlaceFinder = (templates: string) => {
  const read = new Map<string, ReturnType<typeof templateLines>>();
  return (mail: string, near: readonly string[] = []): PlaceInTemplate | undefined => {
    const lines = read.get(mail) ?? templateLines(resolve(templates, "emails", `${mail}.mjml`));
    read.set(mail, lines);
    for (const wanted of near) {
      const [found, ...others] = lines.filter(({ text }) => text.includes(wanted));
      if (found && others.length === 0) return { file: found.file, line: found.line };
    }
    return undefined;
  };
};

/** How a style may be written in a template: as CSS, or as an attribute of MJML. */
export const nearStyle = (property: string, value: string): string[] =>
  [`:${value}`, `: ${value}`, `="${value}"`, ":", "="].map((end) => `${property}${end}`);

/** How an element may be found in its template: MJML writes its own classes, and makes an img of an mj-image. */
export const nearElement = ({ name, attribs }: Element): string[] => [
  ...["src", "href", "id", "class"].flatMap((key) =>
    attribs[key] && !/\bmj-/.test(attribs[key]) ? [`${key}="${attribs[key]}"`] : [],
  ),
  ...(name === "img" ? [] : [`<${name}`]),
];

/** The same for the first element of a piece of HTML. */
export const nearHtml = (html: string): string[] => readHtml(html).elements.slice(0, 1).flatMap(nearElement);
