import { attribute, type Element, type MailDocument } from "../document.ts";
import { type Styles, stylesOf } from "../styles.ts";

/** What a mail uses, and how each use may be found in its template. */
export type Used = { document: MailDocument; styles: Styles };

/** The uses of one feature in a mail, in the words that the mail has for them. */
export type Detector = (used: Used) => string[];

/** A mail's features, ready to be asked for. */
export const usedBy = (document: MailDocument): Used => ({ document, styles: stylesOf(document) });

export const properties =
  (...names: string[]): Detector =>
  ({ styles }) =>
    styles.declarations
      .filter(({ property }) => names.includes(property))
      .map(({ property, value }) => `${property}:${value}`);

export const propertyWith =
  (name: string, value: string): Detector =>
  ({ styles }) =>
    styles.declarations
      .filter((each) => each.property === name && each.value.toLowerCase() === value)
      .map(() => `${name}:${value}`);

export const propertiesLike =
  (pattern: RegExp): Detector =>
  ({ styles }) =>
    styles.declarations
      .filter(({ property }) => pattern.test(property))
      .map(({ property, value }) => `${property}:${value}`);

export const values =
  (pattern: RegExp): Detector =>
  ({ styles }) =>
    styles.declarations.filter(({ value }) => pattern.test(value)).map(({ property, value }) => `${property}:${value}`);

export const functions = (...names: string[]): Detector =>
  values(new RegExp(`(?<![\\w-])(?:${names.join("|")})\\(`, "i"));

export const unit = (name: string): Detector =>
  values(new RegExp(`(?<![\\w#.-])-?(?:\\d+\\.?\\d*|\\.\\d+)${name === "%" ? "%" : `${name}\\b`}`, "i"));

export const atRules =
  (name: string, params = /./): Detector =>
  ({ styles }) =>
    styles.atRules
      .filter((rule) => rule.name === name && (name !== "media" || params.test(rule.params)))
      .map((rule) => `@${rule.name} ${rule.params}`);

export const selectors =
  (pattern: RegExp): Detector =>
  ({ styles }) =>
    // What stands in brackets is no selector's part: div[role="article"].
    styles.selectors.filter((selector) => pattern.test(selector.replace(/"[^"]*"/g, '""')));

const start = ({ tagName }: Element) => `<${tagName}`;

export const elements =
  (...names: string[]): Detector =>
  ({ document }) =>
    document.elements.filter(({ tagName }) => names.includes(tagName)).map(start);

export const elementsWith =
  (name: string, attributeName: string, pattern: RegExp): Detector =>
  ({ document }) =>
    document.elements
      .filter((each) => each.tagName === name && pattern.test(attribute(each, attributeName) ?? ""))
      .map((each) => `${start(each)} ${attributeName}="${attribute(each, attributeName)}"`);

export const attributes =
  (...names: string[]): Detector =>
  ({ document }) =>
    document.elements.flatMap(({ attrs }) =>
      attrs.filter((attr) => names.includes(attr.name)).map((attr) => `${attr.name}="${attr.value}"`),
    );

/** Pictures by the ending of their addresses, in elements and in styles. */
export const pictures = (pattern: RegExp): Detector => {
  const inStyles = values(new RegExp(`url\\([^)]*${pattern.source}`, "i"));
  return (used) => [...elementsWith("img", "src", pattern)(used), ...inStyles(used)];
};
