import { attribute, named } from "../document.ts";
import { placeholders } from "../mail.ts";
import { count, type Rule, type Subject, unless } from "./rule.ts";

/** Where a mail's links lead, but for its first, the name at the top, which leads home. */
const addresses = ({ document }: Subject): string[] =>
  [
    ...new Set(
      named(document, "a")
        .slice(1)
        .map((link) => attribute(link, "href") ?? ""),
    ),
  ].map((href) => href.replace(/^mailto:/, ""));

/** Whoever reads the text part has nothing else: what the HTML leads to stands there letter for letter. */
export const textVerbatim: Rule = (subject) => {
  const { html, text } = subject.mail;
  const words = text.split(/\s+/);
  return [
    ...unless(text.trim() !== "", "there is no text part"),
    ...[placeholders.code, placeholders.userName]
      .filter((placeholder) => count(html, placeholder) > 0 && !words.includes(placeholder))
      .map((placeholder) => ({ text: `the text part lacks ${placeholder}` })),
    ...addresses(subject)
      .filter((address) => !words.includes(address))
      .map((address) => ({ text: `the text part lacks ${address}` })),
  ];
};

const markup = /<\/?[a-z!][^>]*>|&(?:[a-z]+|#\d+|#x[\da-f]+);|\{\{|\}\}|\*\*|\[[^\]]*\]\(/i;

export const textPlain: Rule = ({ mail }) => {
  const found = markup.exec(mail.text)?.[0];
  return unless(found === undefined, `the text part has markup: ${found}`);
};
