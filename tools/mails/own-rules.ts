import { DomUtils } from "htmlparser2";
import { type Language, languages } from "../../src/templates/languages.ts";
import { directionOf } from "../../src/templates/words.ts";
import {
  documentOf,
  type Element,
  findElements,
  isHidden,
  type MailDocument,
  plainText,
  preheaderOf,
  startTag,
} from "./document.ts";
import { type Breach, type Fault, type Gate, type Rule, uniqueFaults } from "./gate.ts";
import { linkText, secure } from "./links.ts";
import { badMail, isRich, type Mail, placeholders } from "./mail.ts";
import { readingDirection } from "./reading-direction.ts";
import { nearElement } from "./template-line.ts";

/** Webmail drops <html>: what is said of the whole mail also stands on the wrapper in its body. */
const checkOutermost = ({ elements }: MailDocument, attribute: string, expected: string, otherwise: string): Breach[] =>
  elements
    .filter(({ name, attribs }) => name === "html" || attribs["role"] === "article")
    .filter(({ attribs }) => (attribs[attribute] ?? otherwise) !== expected)
    .map(({ name, attribs }) => ({
      text: `<${name}> has ${attribute}="${attribs[attribute] ?? ""}", not "${expected}"`,
      near: ["<mjml "],
    }));

/** Screen readers choose their voice by it. If there is none, html-validate and axe say so. */
const lang: Rule = ({ language }, document) => checkOutermost(document, "lang", language, language);

const dir: Rule = (_, document, own) => checkOutermost(document, "dir", own, "");

const isHeading = ({ name }: Element) => name === "th" || name === "caption";

/** Without the role, a screen reader counts the rows and columns of a layout aloud; a table with headings holds data. */
const presentation: Rule = (_, document) =>
  findElements(document, "table")
    .filter(({ attribs, children }) => attribs["role"] !== "presentation" && !DomUtils.existsOne(isHeading, children))
    .map((table) => ({
      text: `${startTag(table)} has no role="presentation", and no <th> that would make it a table of data`,
      near: ["<mj-table", ...nearElement(table)],
    }));

/** MJML writes an empty alt for an mj-image that has none, which html-validate and axe take for a decoration. */
const alt: Rule = (_, document) =>
  findElements(document, "img")
    .filter(({ attribs }) => attribs["alt"]?.trim() === "")
    .map((image) => ({ text: `${startTag(image)} has an empty alt text`, near: nearElement(image) }));

/** One sentence for the list of mails, which the text part says at most once. */
const preheader: Rule = ({ text }, document) => {
  const hidden = document.elements.filter(isHidden).length;
  const words = preheaderOf(document);
  if (hidden !== 1 || words === "")
    return [{ text: `${hidden} hidden elements, not one preheader`, near: ["<mj-preview>"] }];
  return plainText(text).split(words).length > 2 ? [{ text: `the text part repeats the preheader: "${words}"` }] : [];
};

const markup = /<\/?[a-z!][^>]*>|&(?:[a-z]+|#\d+|#x[\da-f]+);|\{\{|\}\}|\*\*|\[[^\]]*\]\(/i;

/** Somebody who reads the text part has nothing else: the code, and the links with it, stand there letter for letter. */
const textPart: Rule = ({ html, text }, document) => {
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

/** What no library asks of a mail. */
const rules: Record<string, Rule> = {
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

/** Everything in a mail that breaks one of the suite's own rules, each thing once. */
export const ruleFaults = (mail: Mail): Fault[] => {
  const document = documentOf(mail);
  const own = directionOf(languages[mail.language as Language]);
  return uniqueFaults(
    Object.entries(rules).flatMap(([rule, look]) => look(mail, document, own).map((breach) => ({ rule, ...breach }))),
  );
};

const broken = `<html lang="de" dir="rtl"><body><div style="display:none"></div>Words<table><tr><td><img src="http://example.com/a.png" alt="">
</td></tr></table><a href="https://example.net/">https://example.com/</a><a href="https://example.com/{####}">Confirm</a>
<div class="mj-column-per-100" style="direction:rtl">Words</div></body></html>`;

/** The suite's own rules, at the longest values too. */
export const ownRules: Gate = {
  name: "own rules",
  title: "Own rules",
  takes: isRich,
  sees: ({ language, html, text }) => [language, html, text].join("\n"),
  open: () => ({ check: (mail) => ({ faults: ruleFaults(mail) }) }),
  controls: [{ mail: badMail({ html: broken, text: "<b>Words</b>" }), rules: Object.keys(rules) }],
};
