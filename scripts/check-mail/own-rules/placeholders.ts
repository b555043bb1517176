import { type Element, named, ownText, textOf, withParents } from "../document.ts";
import { placeholders } from "../mail.ts";
import { count, type Rule, type Subject, unless } from "./rule.ts";

const { code, userName } = placeholders;

const outsideLinks = (subject: Subject): string =>
  subject.document.elements
    .filter((element) => !withParents(element).some(({ tagName }) => ["a", "head"].includes(tagName)))
    .map((element: Element) => ownText(element))
    .join("\n");

/** Not everybody can follow a link, and scanners use links up: the code stands there to be typed. */
export const codeAsText: Rule = (subject) => {
  const shownText = outsideLinks(subject);
  const fromCognito = subject.mail.sentBy === "Cognito";
  return [
    ...unless(!fromCognito || shownText.includes(code), "the code is not shown as text", ["{{code}}"]),
    ...unless(
      subject.mail.mail !== "invitation" || shownText.includes(userName),
      "the user name is not shown as text",
      ["{{userName}}"],
    ),
    ...unless(
      fromCognito || !(subject.mail.html.includes(code) || subject.mail.html.includes(userName)),
      "a placeholder of Cognito's stands in a mail that Cognito does not send",
    ),
  ];
};

const decoded = (address: string) => {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
};

const inAttributes = ({ document }: Subject) =>
  document.elements.flatMap(({ attrs }) => attrs.map(({ value }) => value));

/** Cognito looks for the very characters: `%7B####%7D` and `&#123;####}` reach the reader as they are. */
export const encoded: Rule = (subject) => {
  const values = inAttributes(subject);
  const text = named(subject.document, "html").map((root) => textOf(root, true));
  return [code, userName].flatMap((placeholder) => {
    const read = [...values, ...text, ...subject.document.comments];
    const found = read.reduce((sum, part) => sum + count(part, placeholder), 0);
    return [
      ...values
        .filter((value) => count(decoded(value), placeholder) > count(value, placeholder))
        .map((value) => ({ text: `${placeholder} is encoded in "${value}", so Cognito does not see it` })),
      ...unless(
        found <= count(subject.mail.html, placeholder),
        `${placeholder} is written with entities, so Cognito does not see it`,
      ),
    ];
  });
};
