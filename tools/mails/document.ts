import { DomUtils, parseDocument } from "htmlparser2";
import postcss from "postcss";

type Node = ReturnType<typeof parseDocument> | ReturnType<typeof parseDocument>["children"][number];
export type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/** All CSS of a mail, except in comments for Outlook for Windows. */
export type Styles = {
  declarations: { property: string; value: string }[];
  atRules: string[];
  selectors: string[];
  unreadable: string[];
};

/** A mail's HTML, parsed once for all gates. */
export type MailDocument = { root: Node; elements: Element[]; comments: string[]; styles: Styles };

const unread = ["style", "script", "title", "noscript"];
const inline = ["a", "b", "i", "em", "strong", "span", "u", "sub", "sup", "small"];

/** Whether an element is the preheader, which mail clients show only in the list of mails. */
export const isHidden = ({ attribs }: Element): boolean => /display:\s*none/.test(attribs["style"] ?? "");

/** The text of a node in reading order; without the preheader by default. */
export const readText = (node: Node, withHidden = false): string => {
  if (DomUtils.isText(node)) return node.data;
  if (!DomUtils.hasChildren(node)) return "";
  const element = DomUtils.isTag(node) ? node : undefined;
  if (element && (unread.includes(element.name) || (!withHidden && isHidden(element)))) return "";
  const text = node.children.map((child) => readText(child, withHidden)).join("");
  return element && !inline.includes(element.name) ? `${text} ` : text;
};

/** An element's text, without that of its child elements. */
export const readOwnText = ({ children }: Element): string =>
  children.map((child) => (DomUtils.isText(child) ? child.data : "")).join("");

/** The visible text: spaces are normalized, and hidden characters removed. */
export const toPlainText = (text: string): string =>
  text
    .replace(/\p{Z}/gu, " ")
    .replace(/[^\P{C}\s]/gu, "")
    .replace(/\s+/g, " ")
    .trim();

/** The hidden text that mail clients show beside the subject. */
export const readPreheader = ({ elements }: MailDocument): string =>
  toPlainText(
    elements
      .filter(isHidden)
      .map((element) => readText(element, true))
      .join(" "),
  );

/** An element and its ancestors. */
export const listWithAncestors = (element: Element): Element[] => [
  element,
  ...(element.parent && DomUtils.isTag(element.parent) ? listWithAncestors(element.parent) : []),
];

export const findElements = ({ elements }: MailDocument, wanted: string): Element[] =>
  elements.filter(({ name }) => name === wanted);

/** A short start tag for messages. */
export const formatStartTag = ({ name, attribs }: Element): string => {
  const [key] = Object.keys(attribs).filter((attribute) => ["class", "id", "href", "src"].includes(attribute));
  return `<${name}${key ? ` ${key}="${attribs[key]?.slice(0, 60)}"` : ""}>`;
};

const readCss = (css: string, found: Styles, withSelectors: boolean): void => {
  try {
    postcss.parse(css).walk((node) => {
      if (node.type === "decl") found.declarations.push({ property: node.prop.toLowerCase(), value: node.value });
      if (node.type === "atrule") found.atRules.push(`@${node.name.toLowerCase()} ${node.params}`);
      if (node.type === "rule" && withSelectors) found.selectors.push(...node.selectors);
    });
  } catch (error) {
    found.unreadable.push(`${(error as Error).message}: ${css.slice(0, 60)}`);
  }
};

const readStyles = (elements: readonly Element[]): Styles => {
  const found: Styles = { declarations: [], atRules: [], selectors: [], unreadable: [] };
  const inlined = new Set(elements.flatMap(({ attribs: { style } }) => (style ? [`a{${style}}`] : [])));
  for (const css of inlined) readCss(css, found, false);
  for (const element of elements.filter(({ name }) => name === "style")) {
    readCss(readOwnText(element), found, true);
    if (element.attribs["media"]) found.atRules.push(`@media ${element.attribs["media"]}`);
  }
  return found;
};

export const readHtml = (html: string): MailDocument => {
  const root = parseDocument(html);
  const elements = DomUtils.findAll(() => true, root.children);
  const comments = DomUtils.find(DomUtils.isComment, root.children, true, Number.POSITIVE_INFINITY);
  const texts = comments.map((comment) => (DomUtils.isComment(comment) ? comment.data : ""));
  return { root, elements, comments: texts, styles: readStyles(elements) };
};

const read = new WeakMap<object, MailDocument>();

/** The parsed HTML of a mail, from a cache. */
export const readDocument = (mail: { html: string }): MailDocument => {
  const document = read.get(mail) ?? readHtml(mail.html);
  read.set(mail, document);
  return document;
};
