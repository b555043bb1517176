import { placeholders } from "../../src/rules/mail/message-contract.ts";
import { type Element, formatStartTag, listWithAncestors, readOwnText, readText } from "./document.ts";
import type { MailRule, RuleBreach } from "./gate.ts";
import { listElementHints } from "./template-line.ts";

const readStyle = ({ attribs }: Element) => attribs["style"] ?? "";
const readDirection = (style: string) => /(?:^|[;\s"])direction:\s*(ltr|rtl)/.exec(style)?.[1];

/** Codes, user names and addresses are written from left to right in every language. */
const isVerbatim = (text: string) =>
  text.includes(placeholders.code) || text.includes(placeholders.userName) || /https?:\/\/|\S@\S/.test(text);

const findDir = (element: Element) => listWithAncestors(element).find(({ attribs }) => attribs["dir"] !== undefined);

/** MJML's columns, and the section cells that contain them. */
const isColumn = ({ attribs }: Element) => /\bmj-column-/.test(attribs["class"] ?? "");
const findSectionCell = (column: Element) =>
  listWithAncestors(column)
    .slice(1)
    .filter(({ name }) => name === "td")
    .slice(0, 1);

const newBreach = (element: Element, what: string): RuleBreach => ({
  text: `${formatStartTag(element)} ${what}`,
  near: listElementHints(element),
});

const isLeftInRtl = (element: Element) =>
  (/text-align:\s*left/.test(readStyle(element)) || element.attribs["align"] === "left") &&
  findDir(element)?.attribs["dir"] === "rtl";

/** Outlook and webmail do not inherit the direction, so sections and columns set it. Codes and addresses keep theirs. */
export const readingDirection: MailRule = (_, { elements, comments }, own) => {
  const other = own === "rtl" ? "ltr" : "rtl";
  const isTurned = ({ attribs: { dir } }: Element) => dir !== undefined && dir !== own;
  const readShownText = (element: Element) => (["title", "style"].includes(element.name) ? "" : readOwnText(element));
  return [
    ...elements
      .filter(isColumn)
      .flatMap((column) => [column, ...findSectionCell(column)])
      .filter((element) => readDirection(readStyle(element)) !== own)
      .map((element) => newBreach(element, `has direction:${readDirection(readStyle(element)) ?? ""}, not ${own}`)),
    ...elements
      .filter((element) => readDirection(readStyle(element)) === other && !isVerbatim(readText(element)))
      .map((element) => newBreach(element, `has direction:${other} in a mail that is read ${own}`)),
    ...comments
      .filter((comment) => new RegExp(`direction:\\s*${other}`).test(comment))
      .map((comment) => ({ text: `direction:${other} for Outlook: ${comment.slice(0, 60)}` })),
    ...elements
      .filter((element) => isTurned(element) && !isVerbatim(readText(element)))
      .map((element) => newBreach(element, `has dir="${element.attribs["dir"]}" in a mail that is read ${own}`)),
    ...(own === "rtl" ? elements.filter(isLeftInRtl) : []).map((element) =>
      newBreach(element, "is aligned left in a mail that is read from right to left"),
    ),
    ...elements
      .filter((element) => isVerbatim(readShownText(element)))
      .filter((element) => findDir(element)?.attribs["dir"] !== "ltr")
      .map((element) => newBreach(element, `shows "${readOwnText(element).trim().slice(0, 40)}" without dir="ltr"`)),
  ];
};
