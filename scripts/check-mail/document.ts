import { type DefaultTreeAdapterTypes, parse } from "parse5";

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

const childrenOf = (node: Node): Node[] => ("childNodes" in node ? node.childNodes : []);

const everything = (node: Node): Node[] => [node, ...childrenOf(node).flatMap(everything)];

const isElement = (node: Node): node is Element => "tagName" in node;

/** A mail as a browser would understand it. */
export type MailDocument = { html: string; elements: Element[]; comments: string[] };

/** Reads a mail's HTML once, for all who look at it. */
export const readHtml = (html: string): MailDocument => {
  const nodes = everything(parse(html));
  return {
    html,
    elements: nodes.filter(isElement),
    comments: nodes.flatMap((node) => ("data" in node ? [node.data] : [])),
  };
};

/** An attribute's value, unescaped. */
export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((attr) => attr.name === name)?.value;

/** All elements of these names. */
export const named = ({ elements }: MailDocument, ...names: string[]): Element[] =>
  elements.filter(({ tagName }) => names.includes(tagName));

const unread = ["style", "script", "title", "noscript"];

/** The text that stands in an element, in reading order; the preheader, which nobody sees in the mail, only when asked for. */
export const textOf = (node: Node, withHidden = false): string => {
  if ("value" in node) return node.value;
  if (isElement(node) && (unread.includes(node.tagName) || (!withHidden && isHidden(node)))) return "";
  return childrenOf(node)
    .map((child) => textOf(child, withHidden))
    .join("");
};

/** Whether an element is there for previews only. */
export const isHidden = (element: Element): boolean => /display:\s*none/.test(attribute(element, "style") ?? "");

/** An element and all that it stands in. */
export const withParents = (element: Element): Element[] => {
  const parent = element.parentNode;
  return [element, ...(parent && isElement(parent) ? withParents(parent) : [])];
};

/** An element's own text, without that of the elements in it. */
export const ownText = (element: Element): string =>
  element.childNodes.map((node) => ("value" in node ? node.value : "")).join("");

/** Words that show which element is meant: its start as it stands in the HTML. */
export const shown = (element: Element): string => {
  const name = element.attrs.find((attr) => ["class", "id", "href", "src"].includes(attr.name));
  return `<${element.tagName}${name ? ` ${name.name}="${name.value.slice(0, 60)}"` : ""}>`;
};

/** How an element may be found in its template. */
export const nearElement = (element: Element): string[] => [
  ...[attribute(element, "class") ?? ""].filter(Boolean).map((name) => `class="${name}"`),
  `<${element.tagName}`,
];
