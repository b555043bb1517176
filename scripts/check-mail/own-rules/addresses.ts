import { attribute, type Element, named, shown, textOf } from "../document.ts";
import { plain, type Rule, type Subject } from "./rule.ts";

const withAddress = [
  "href",
  "src",
  "srcset",
  "action",
  "formaction",
  "background",
  "poster",
  "data",
  "xlink:href",
  "cite",
];

const ofElement = (element: Element) =>
  element.attrs
    .filter(({ name, prefix }) => withAddress.includes(prefix ? `${prefix}:${name}` : name))
    .map(({ value }) => value);

const ofStyles = ({ styles }: Subject) =>
  styles.declarations.flatMap(({ value }) =>
    Array.from(value.matchAll(/url\(\s*["']?([^"')]*)/gi), ([, at]) => at ?? ""),
  );

const ofOutlook = ({ document }: Subject) =>
  document.comments.flatMap((comment) =>
    Array.from(comment.matchAll(/\b(?:href|src)="([^"]*)"/gi), ([, at]) => at ?? ""),
  );

const isSafe = (address: string) => /^https:\/\/[^\s/@]+(?:\/|$|#|\?)|^mailto:[^\s@]+@[^\s@]+$/.test(address);

/** A mail is read on strangers' networks: nothing in it is fetched or opened without TLS. */
export const secure: Rule = (subject) =>
  [...subject.document.elements.flatMap(ofElement), ...ofStyles(subject), ...ofOutlook(subject)]
    .filter((address) => !isSafe(address))
    .map((address) => ({ text: `"${address}" is neither https nor mailto`, near: [`"${address}"`] }));

const anyAddress = /(?:https?:\/\/|www\.)[^\s<>"]+/gi;
const bareHost = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?$/i;
const mailAddress = /^[^\s@]+@[^\s@]+$/;

const hostOf = (address: string) => {
  try {
    return new URL(address).host.replace(/^www\./, "");
  } catch {
    return address;
  }
};

const leadsElsewhere = (text: string, href: string): boolean => {
  if (mailAddress.test(text)) return href !== `mailto:${text}`;
  if (bareHost.test(text) && !text.startsWith("www.")) return hostOf(`https://${text}`) !== hostOf(href);
  return (text.match(anyAddress) ?? []).some((address) =>
    address.startsWith("www.") ? hostOf(`https://${address}`) !== hostOf(href) : address !== href,
  );
};

/** A link that shows one address and leads to another is what phishing looks like. */
export const linkText: Rule = ({ document }) =>
  named(document, "a").flatMap((link) => {
    const href = attribute(link, "href") ?? "";
    const text = plain(textOf(link));
    return leadsElsewhere(text, href)
      ? [{ text: `${shown(link)} shows "${text}" and leads to "${href}"`, near: [`>${text}</a>`] }]
      : [];
  });
