import { DomUtils } from "htmlparser2";
import { placeholders } from "../../src/rules/mail/message-contract.ts";
import { type Language, languages } from "../../src/templates/languages.ts";
import { directionOf } from "../../src/templates/words.ts";
import {
  type Element,
  findElements,
  formatStartTag,
  isHidden,
  type MailDocument,
  readDocument,
  readPreheader,
  toPlainText,
} from "./document.ts";
import { type Fault, type Gate, type MailRule, type RuleBreach, removeDuplicateFaults } from "./gate.ts";
import { linkText, secure } from "./links.ts";
import { isRich, type Mail, newBadMail } from "./mail.ts";
import { readingDirection } from "./reading-direction.ts";
import { listElementHints } from "./template-line.ts";

/** Webmail drops <html>, so the wrapper in the body repeats its attributes. */
const checkOutermost = (
  { elements }: MailDocument,
  attribute: string,
  expected: string,
  otherwise: string,
): RuleBreach[] =>
  elements
    .filter(({ name, attribs }) => name === "html" || attribs["role"] === "article")
    .filter(({ attribs }) => (attribs[attribute] ?? otherwise) !== expected)
    .map(({ name, attribs }) => ({
      text: `<${name}> has ${attribute}="${attribs[attribute] ?? ""}", not "${expected}"`,
      near: ["<mjml "],
    }));

/** Screen readers choose their voice by it. html-validate and axe report a missing one. */
const lang: MailRule = ({ language }, document) => checkOutermost(document, "lang", language, language);

const dir: MailRule = (_, document, own) => checkOutermost(document, "dir", own, "");

const isHeading = ({ name }: Element) => name === "th" || name === "caption";

/** Without the role, screen readers announce the rows and columns of a layout. A table with headings contains data. */
const presentation: MailRule = (_, document) =>
  findElements(document, "table")
    .filter(({ attribs, children }) => attribs["role"] !== "presentation" && !DomUtils.existsOne(isHeading, children))
    .map((table) => ({
      text: `${formatStartTag(table)} has no role="presentation" and no <th>, as a data table would`,
      near: ["<mj-table", ...listElementHints(table)],
    }));

/** MJML writes an empty alt for an mj-image without one, which html-validate and axe accept as decoration. */
const alt: MailRule = (_, document) =>
  findElements(document, "img")
    .filter(({ attribs }) => attribs["alt"]?.trim() === "")
    .map((image) => ({ text: `${formatStartTag(image)} has an empty alt text`, near: listElementHints(image) }));

/** Exactly one, and the text part may repeat it once. */
const preheader: MailRule = ({ text }, document) => {
  const hidden = document.elements.filter(isHidden).length;
  const words = readPreheader(document);
  if (hidden !== 1 || words === "")
    return [{ text: `has ${hidden} hidden elements instead of one preheader`, near: ["<mj-preview>"] }];
  return toPlainText(text).split(words).length > 2 ? [{ text: `the text part repeats the preheader: "${words}"` }] : [];
};

const markup = /<\/?[a-z!][^>]*>|&(?:[a-z]+|#\d+|#x[\da-f]+);|\{\{|\}\}|\*\*|\[[^\]]*\]\(/i;

/** The text part must contain the code, and the links with it, unchanged. */
const textPart: MailRule = ({ html, text }, document) => {
  const words = text.split(/\s+/);
  const [found] = markup.exec(text) ?? [];
  const verbatim = [
    ...Object.values(placeholders).filter((placeholder) => html.includes(placeholder)),
    ...findElements(document, "a").flatMap(({ attribs: { href = "" } }) =>
      href.includes(placeholders.code) ? [href] : [],
    ),
  ];
  return [
    ...(text.trim() === "" ? [{ text: "there is no text part" }] : []),
    ...verbatim.filter((part) => !words.includes(part)).map((part) => ({ text: `the text part lacks ${part}` })),
    ...(found ? [{ text: `the text part has markup: ${found}` }] : []),
  ];
};

/** Rules that no library checks. */
const rules: Record<string, MailRule> = {
  lang,
  dir,
  presentation,
  alt,
  preheader,
  secure,
  "link-text": linkText,
  "reading-direction": readingDirection,
  "text-part": textPart,
};

export const findRuleFaults = (mail: Mail): Fault[] => {
  const document = readDocument(mail);
  const own = directionOf(languages[mail.language as Language]);
  return removeDuplicateFaults(
    Object.entries(rules).flatMap(([rule, look]) => look(mail, document, own).map((breach) => ({ rule, ...breach }))),
  );
};

const broken = `<html lang="de" dir="rtl"><body><div style="display:none"></div>Words<table><tr><td><img src="http://example.com/a.png" alt="">
</td></tr></table><a href="https://example.net/">https://example.com/</a><a href="https://example.com/{####}">Confirm</a>
<div class="mj-column-per-100" style="direction:rtl">Words</div></body></html>`;

/** The suite's own rules, also for mails with the longest values. */
export const ownRules: Gate = {
  name: "own rules",
  title: "Own rules",
  takes: isRich,
  sees: ({ language, html, text }) => [language, html, text].join("\n"),
  open: () => ({ check: (mail) => ({ faults: findRuleFaults(mail) }) }),
  controls: [{ mail: newBadMail({ html: broken, text: "<b>Words</b>" }), rules: Object.keys(rules) }],
};
