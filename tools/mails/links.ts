import { type Element, findElements, formatStartTag, readText, toPlainText } from "./document.ts";
import type { MailRule } from "./gate.ts";
import { listElementHints } from "./template-line.ts";

const withAddress = ["href", "src", "srcset", "action", "formaction", "background", "poster", "data", "cite"];

const listAddresses = ({ attribs }: Element): string[] =>
  Object.entries(attribs).flatMap(([name, value]) => (withAddress.includes(name) ? [value] : []));

const newMatcher = (pattern: RegExp) => (text: string) =>
  Array.from(text.matchAll(pattern), ([, found]) => found ?? "");

const isSafe = (address: string) => /^https:\/\/[^\s/@]+(?:\/|$|#|\?)|^mailto:[^\s@]+@[^\s@]+$/.test(address);

/** Users read mail on untrusted networks, so a mail loads and links only with TLS. */
export const secure: MailRule = (_, { elements, styles, comments }) =>
  [
    ...elements.flatMap(listAddresses),
    ...styles.declarations.map(({ value }) => value).flatMap(newMatcher(/url\(\s*["']?([^"')]*)/gi)),
    // Outlook for Windows reads comments.
    ...comments.flatMap(newMatcher(/\b(?:href|src)="([^"]*)"/gi)),
  ]
    .filter((address) => !isSafe(address))
    .map((address) => ({ text: `"${address}" is neither https nor mailto`, near: [`"${address}"`] }));

const anyAddress = /(?:https?:\/\/|www\.)[^\s<>"]+/gi;
const bareHost = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?$/i;
const mailAddress = /^[^\s@]+@[^\s@]+$/;

const readHost = (address: string): string =>
  URL.canParse(address) ? new URL(address).host.replace(/^www\./, "") : address;

const leadsElsewhere = (text: string, href: string): boolean => {
  if (mailAddress.test(text)) return href !== `mailto:${text}`;
  if (bareHost.test(text) && !text.startsWith("www.")) return readHost(`https://${text}`) !== readHost(href);
  return (text.match(anyAddress) ?? []).some((address) =>
    address.startsWith("www.") ? readHost(`https://${address}`) !== readHost(href) : address !== href,
  );
};

/** A link that shows one address and leads to another looks like phishing. */
export const linkText: MailRule = (_, document) =>
  findElements(document, "a").flatMap((link) => {
    const { href = "" } = link.attribs;
    const text = toPlainText(readText(link));
    return leadsElsewhere(text, href)
      ? [
          {
            text: `${formatStartTag(link)} shows "${text}" and leads to "${href}"`,
            near: [`>${text}</a>`, ...listElementHints(link)],
          },
        ]
      : [];
  });
