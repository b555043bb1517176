import { type Language, languages } from "../../../src/templates/languages.ts";
import { type Direction, directionOf } from "../../../src/templates/words.ts";
import { mostCharacters } from "../../check-messages.ts";
import { attribute, isHidden, named, nearElement, shown, textOf } from "../document.ts";
import { count, plain, type Rule, type Subject, unless } from "./rule.ts";

/** The direction that a mail's language is written in. */
export const ownDirection = (language: string): Direction => directionOf(languages[language as Language]);

const articles = ({ document }: Subject) =>
  document.elements.filter((element) => attribute(element, "role") === "article");

const outermost = (subject: Subject) => [...named(subject.document, "html"), ...articles(subject)];

const everywhere =
  (name: string, expected: (language: string) => string): Rule =>
  (subject) =>
    outermost(subject)
      .filter((element) => attribute(element, name) !== expected(subject.mail.language))
      .map((element) => ({
        text: `<${element.tagName}> has ${name}="${attribute(element, name) ?? ""}", not "${expected(subject.mail.language)}"`,
        near: ["<mjml "],
      }));

/** Screen readers choose their voice by it; on <html> for those who keep it, on the wrapper for webmail, which does not. */
export const lang = everywhere("lang", (language) => language);

export const dir = everywhere("dir", ownDirection);

export const title: Rule = ({ mail, document }) => {
  const [first] = named(document, "title");
  const found = plain(first?.childNodes.map((node) => ("value" in node ? node.value : "")).join("") ?? "");
  return unless(found !== "" && found === plain(mail.subject), `the title is "${found}", not the subject`, [
    "<mj-title",
  ]);
};

/** Webmail drops <body>: what is said of the whole mail is said on a wrapper in it. */
export const article: Rule = (subject) => {
  const found = articles(subject);
  const [wrapper] = found;
  const [body] = named(subject.document, "body");
  return [
    ...unless(found.length === 1, `${found.length} elements have role="article", not one`),
    ...unless(
      wrapper === undefined || (attribute(wrapper, "aria-label") ?? "") !== "",
      "the wrapper has no aria-label",
    ),
    ...unless(
      wrapper === undefined || body === undefined || plain(textOf(wrapper)) === plain(textOf(body)),
      'words stand outside of role="article"',
    ),
  ];
};

const tableStart = /<table\b[^>]*>/gi;

/** Tables lay out; without the role a screen reader counts their rows and columns aloud. */
export const presentation: Rule = ({ document }) => [
  ...named(document, "table")
    .filter((table) => attribute(table, "role") !== "presentation")
    .map((table) => ({ text: `${shown(table)} has no role="presentation"`, near: nearElement(table) })),
  ...document.comments
    .flatMap((comment) => comment.match(tableStart) ?? [])
    .filter((start) => !/role="presentation"/.test(start))
    .map((start) => ({ text: `${start} for Outlook has no role="presentation"` })),
];

export const alt: Rule = ({ document }) =>
  named(document, "img")
    .filter((image) => (attribute(image, "alt") ?? "").trim() === "")
    .map((image) => ({ text: `${shown(image)} has no alt text`, near: ["<img "] }));

/** One sentence for the list of mails, which the text part says at most once. */
export const preheader: Rule = ({ mail, document }) => {
  const hidden = document.elements.filter(isHidden);
  const words = plain(hidden.map((element) => textOf(element, true)).join(" "));
  return [
    ...unless(hidden.length === 1 && words !== "", `${hidden.length} hidden elements, not one preheader`, [
      "<mj-preview>",
    ]),
    ...unless(count(plain(mail.text), words) <= 1, `the text part repeats the preheader: "${words}"`),
  ];
};

export const size: Rule = ({ mail }) =>
  unless(
    mail.html.length <= mostCharacters,
    `${mail.html.length} characters of HTML, at most ${mostCharacters} are safe`,
  );
