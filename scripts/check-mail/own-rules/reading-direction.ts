import { attribute, type Element, nearElement, ownText, shown, textOf, withParents } from "../document.ts";
import { placeholders } from "../mail.ts";
import { ownDirection } from "./frame.ts";
import type { Breach, Rule } from "./rule.ts";

const styleOf = (element: Element) => attribute(element, "style") ?? "";
const directionIn = (style: string) => /(?:^|[;\s"])direction:\s*(ltr|rtl)/.exec(style)?.[1];

/** What is written from left to right in every language: a code, a user name, an address. */
const verbatim = (text: string) =>
  text.includes(placeholders.code) || text.includes(placeholders.userName) || /https?:\/\/|\S@\S/.test(text);

const set = (element: Element) => withParents(element).find((parent) => attribute(parent, "dir") !== undefined);

/** MJML's columns, and the cells of its sections that they stand in. */
const parts = (elements: readonly Element[]): Element[] =>
  elements
    .filter((element) => /\bmj-column-/.test(attribute(element, "class") ?? ""))
    .flatMap((column) => [
      column,
      ...withParents(column)
        .slice(1)
        .filter(({ tagName }) => tagName === "td")
        .slice(0, 1),
    ]);

const breach = (element: Element, what: string): Breach => ({
  text: `${shown(element)} ${what}`,
  near: nearElement(element),
});

const turned = (elements: readonly Element[], own: string): Breach[] =>
  elements.flatMap((element) => {
    const direction = attribute(element, "dir");
    return direction !== undefined && direction !== own && !verbatim(textOf(element))
      ? [breach(element, `has dir="${direction}" in a mail that is read ${own}`)]
      : [];
  });

const leftAligned = (elements: readonly Element[]): Breach[] =>
  elements
    .filter((element) => /text-align:\s*left/.test(styleOf(element)) || attribute(element, "align") === "left")
    .filter((element) => set(element)?.attrs.some(({ name, value }) => name === "dir" && value === "rtl"))
    .map((element) => breach(element, "is aligned to the left in a mail that is read from right to left"));

/** The direction goes down to every section and column, as Outlook and webmail inherit none; codes and addresses keep theirs. */
export const readingDirection: Rule = ({ mail, document: { elements, comments } }) => {
  const own = ownDirection(mail.language);
  const other = own === "rtl" ? "ltr" : "rtl";
  return [
    ...parts(elements)
      .filter((element) => directionIn(styleOf(element)) !== own)
      .map((element) => breach(element, `has direction:${directionIn(styleOf(element)) ?? ""}, not ${own}`)),
    ...elements
      .filter((element) => directionIn(styleOf(element)) === other && !verbatim(textOf(element)))
      .map((element) => breach(element, `has direction:${other} in a mail that is read ${own}`)),
    ...comments
      .filter((comment) => new RegExp(`direction:\\s*${other}`).test(comment))
      .map((comment) => ({ text: `direction:${other} for Outlook: ${comment.slice(0, 60)}` })),
    ...turned(elements, own),
    ...(own === "rtl" ? leftAligned(elements) : []),
    ...elements
      .filter((element) => !["title", "style"].includes(element.tagName) && verbatim(ownText(element)))
      .filter((element) => attribute(set(element) ?? element, "dir") !== "ltr")
      .map((element) => breach(element, `shows "${ownText(element).trim().slice(0, 40)}" without dir="ltr"`)),
  ];
};
