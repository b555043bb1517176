import { type Element, findElements, plainText, startTag, textOf } from "./document.ts";
import type { Rule } from "./gate.ts";
import { nearElement } from "./template-line.ts";

const withAddress = ["href", "src", "srcset", "action", "formaction", "background", "poster", "data", "cite"];

const ofElement = ({ attribs }: Element): string[] =>
  Object.entries(attribs).flatMap(([name, value]) => (withAddress.includes(name) ? [value] : []));

const matchesIn = (pattern: RegExp) => (text: string) => Array.from(text.matchAll(pattern), ([, found]) => found ?? "");

const isSafe = (address: string) => /^https:\/\/[^\s/@]+(?:\/|$|#|\?)|^mailto:[^\s@]+@[^\s@]+$/.test(address);

/** A mail is read on strangers' networks: nothing in it is fetched or opened without TLS. */
export const secure: Rule = (_, { elements, styles, comments }) =>
  [
    ...elements.flatMap(ofElement),
    ...styles.declarations.map(({ value }) => value).flatMap(matchesIn(/url\(\s*["']?([^"')]*)/gi)),
    // Outlook for Windows reads comments.
    ...comments.flatMap(matchesIn(/\b(?:href|src)="([^"]*)"/gi)),
  ]
    .filter((address) => !isSafe(address))
    .map((address) => ({ text: `"${address}" is neither https nor mailto`, near: [`"${address}"`] }));

const anyAddress = /(?:https?:\/\/|www\.)[^\s<>"]+/gi;
const bareHost = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?$/i;
const mailAddress = /^[^\s@]+@[^\s@]+$/;

const hostOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).host.replace(/^www\./, "") : address;

const leadsElsewhere = (text: string, href: string): boolean => {
  if (mailAddress.test(text)) return href !== `mailto:${text}`;
  if (bareHost.test(text) && !text.startsWith("www.")) return hostOf(`https://${text}`) !== hostOf(href);
  return (text.match(anyAddress) ?? []).some((address) =>
    address.startsWith("www.") ? hostOf(`https://${address}`) !== hostOf(href) : address !== href,
  );
};

/** A link that shows one address and leads to another is what phishing looks like. */
export const linkText: Rule = (_, document) =>
  findElements(document, "a").flatMap((link) => {
    const { href = "" } = link.attribs;
    const text = plainText(textOf(link));
    return leadsElsewhere(text, href)
      ? [
          {
            text: `${startTag(link)} shows "${text}" and leads to "${href}"`,
            near: [`>${text}</a>`, ...nearElement(link)],
          },
        ]
      : [];
  });
