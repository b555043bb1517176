import { type Element, ownText, startTag, textOf, withParents } from "./document.ts";
import type { Breach, Rule } from "./gate.ts";
import { placeholders } from "./mail.ts";
import { nearElement } from "./template-line.ts";

const styleOf = ({ attribs }: Element) => attribs["style"] ?? "";
const directionIn = (style: string) => /(?:^|[;\s"])direction:\s*(ltr|rtl)/.exec(style)?.[1];

/** What is written from left to right in every language: a code, a user name, an address. */
const isVerbatim = (text: string) =>
  text.includes(placeholders.code) || text.includes(placeholders.userName) || /https?:\/\/|\S@\S/.test(text);

const withDir = (element: Element) => withParents(element).find(({ attribs }) => attribs["dir"] !== undefined);

/** MJML's columns, and the cells of its sections that they stand in. */
const isColumn = ({ attribs }: Element) => /\bmj-column-/.test(attribs["class"] ?? "");
const sectionCell = (column: Element) =>
  withParents(column)
    .slice(1)
    .filter(({ name }) => name === "td")
    .slice(0, 1);

const breach = (element: Element, what: string): Breach => ({
  text: `${startTag(element)} ${what}`,
  near: nearElement(element),
});

const isLeftInRtl = (element: Element) =>
  (/text-align:\s*left/.test(styleOf(element)) || element.attribs["align"] === "left") &&
  withDir(element)?.attribs["dir"] === "rtl";

/** The direction goes down to every section and column, as Outlook and webmail inherit none; codes and addresses keep theirs. */
export const readingDirection: Rule = (_, { elements, comments }, own) => {
  const other = own === "rtl" ? "ltr" : "rtl";
  const turned = ({ attribs: { dir } }: Element) => dir !== undefined && dir !== own;
  const shownText = (element: Element) => (["title", "style"].includes(element.name) ? "" : ownText(element));
  return [
    ...elements
      .filter(isColumn)
      .flatMap((column) => [column, ...sectionCell(column)])
      .filter((element) => directionIn(styleOf(element)) !== own)
      .map((element) => breach(element, `has direction:${directionIn(styleOf(element)) ?? ""}, not ${own}`)),
    ...elements
      .filter((element) => directionIn(styleOf(element)) === other && !isVerbatim(textOf(element)))
      .map((element) => breach(element, `has direction:${other} in a mail that is read ${own}`)),
    ...comments
      .filter((comment) => new RegExp(`direction:\\s*${other}`).test(comment))
      .map((comment) => ({ text: `direction:${other} for Outlook: ${comment.slice(0, 60)}` })),
    ...elements
      .filter((element) => turned(element) && !isVerbatim(textOf(element)))
      .map((element) => breach(element, `has dir="${element.attribs["dir"]}" in a mail that is read ${own}`)),
    ...(own === "rtl" ? elements.filter(isLeftInRtl) : []).map((element) =>
      breach(element, "is aligned to the left in a mail that is read from right to left"),
    ),
    ...elements
      .filter((element) => isVerbatim(shownText(element)))
      .filter((element) => withDir(element)?.attribs["dir"] !== "ltr")
      .map((element) => breach(element, `shows "${ownText(element).trim().slice(0, 40)}" without dir="ltr"`)),
  ];
};
