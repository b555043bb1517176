import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { type Element, readHtml } from "./document.ts";

const include = /<mj-include\s+path="([^"]+)"/g;

export type PlaceInTemplate = { file: string; line: number };

/** The lines of a template and of its includes. */
export const readTemplateLines = (file: string): (PlaceInTemplate & { text: string })[] => {
  if (!existsSync(file)) return [];
  const source = readFileSync(file, "utf8");
  return [
    ...source.split("\n").map((text, index) => ({ file: relative(".", file), line: index + 1, text })),
    ...Array.from(source.matchAll(include), ([, path = ""]) => readTemplateLines(resolve(dirname(file), path))).flat(),
  ];
};

/** Finds the line of a mail's template that contains one of the texts; skips a text that is on several lines. */
export const createPlaceFinder = (templates: string) => {
  const read = new Map<string, ReturnType<typeof readTemplateLines>>();
  return (mail: string, near: readonly string[] = []): PlaceInTemplate | undefined => {
    const lines = read.get(mail) ?? readTemplateLines(resolve(templates, "emails", `${mail}.mjml`));
    read.set(mail, lines);
    for (const wanted of near) {
      const [found, ...others] = lines.filter(({ text }) => text.includes(wanted));
      if (found && others.length === 0) return { file: found.file, line: found.line };
    }
    return undefined;
  };
};

/** How a template may write a style: as CSS, or as an attribute of MJML. */
export const listStyleHints = (property: string, value: string): string[] =>
  [`:${value}`, `: ${value}`, `="${value}"`, ":", "="].map((end) => `${property}${end}`);

/** How to find an element in its template: MJML adds its own classes, and turns an mj-image into an img. */
export const listElementHints = ({ name, attribs }: Element): string[] => [
  ...["src", "href", "id", "class"].flatMap((key) =>
    attribs[key] && !/\bmj-/.test(attribs[key]) ? [`${key}="${attribs[key]}"`] : [],
  ),
  ...(name === "img" ? [] : [`<${name}`]),
];

/** How to find the first element of the HTML in its template. */
export const listHtmlHints = (html: string): string[] => readHtml(html).elements.slice(0, 1).flatMap(listElementHints);
