import { DomUtils, parseDocument } from "htmlparser2";
import postcss from "postcss";

type Node = ReturnType<typeof parseDocument> | ReturnType<typeof parseDocument>["children"][number];
export type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/** All CSS of a mail, except in comments, which only Outlook for Windows reads. */
export type Styles = {
  declarations: { property: string; value: string }[];
  atRules: string[];
  selectors: string[];
  unreadable: string[];
};

/** A mail's HTML, read once for everybody who looks at it. */
export type MailDocument = { root: Node; elements: Element[]; comments: string[]; styles: Styles };

const unread = ["style", "script", "title", "noscript"];
const inline = ["a", "b", "i", "em", "strong", "span", "u", "sub", "sup", "small"];

/** Whether an element is there for the list of mails only. */
export const isHidden = ({ attribs }: Element): boolean => /display:\s*none/.test(attribs["style"] ?? "");

/** The text in a node, in reading order; the preheader, which nobody sees in the mail, only when asked for. */
export const textOf = (node: Node, withHidden = false): string => {
  if (DomUtils.isText(node)) return node.data;
  if (!DomUtils.hasChildren(node)) return "";
  const element = DomUtils.isTag(node) ? node : undefined;
  if (element && (unread.includes(element.name) || (!withHidden && isHidden(element)))) return "";
  const text = node.children.map((child) => textOf(child, withHidden)).join("");
  return element && !inline.includes(element.name) ? `${text} ` : text;
};

/** An element's own text, without that of the elements in it. */
export const ownText = ({ children }: Element): string =>
  children.map((child) => (DomUtils.isText(child) ? child.data : "")).join("");

/** Text as a reader sees it: unusual spaces are spaces, and hidden characters are not there. */
export const plainText = (text: string): string =>
  text
    .replace(/\p{Z}/gu, " ")
    .replace(/[^\P{C}\s]/gu, "")
    .replace(/\s+/g, " ")
    .trim();

/** What a mail program shows beside the subject: the text that the mail itself hides. */
export const preheaderOf = ({ elements }: MailDocument): string =>
  plainText(
    elements
      .filter(isHidden)
      .map((element) => textOf(element, true))
      .join(" "),
  );

/** An element and all that it stands in. */
export const withParents = (element: Element): Element[] => [
  element,
  ...(element.parent && DomUtils.isTag(element.parent) ? withParents(element.parent) : []),
];

export const findElements = ({ elements }: MailDocument, wanted: string): Element[] =>
  elements.filter(({ name }) => name === wanted);

/** The start of an element as it stands in the HTML, short. */
export const startTag = ({ name, attribs }: Element): string => {
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

const stylesOf = (elements: readonly Element[]): Styles => {
  const found: Styles = { declarations: [], atRules: [], selectors: [], unreadable: [] };
  // Mails repeat the same few styles.
  const inlined = new Set(elements.flatMap(({ attribs: { style } }) => (style ? [`a{${style}}`] : [])));
  for (const css of inlined) readCss(css, found, false);
  for (const element of elements.filter(({ name }) => name === "style")) {
    readCss(ownText(element), found, true);
    if (element.attribs["media"]) found.atRules.push(`@media ${element.attribs["media"]}`);
  }
  return found;
};

export const readHtml = (html: string): MailDocument => {
  const root = parseDocument(html);
  const elements = DomUtils.findAll(() => true, root.children);
  const comments = DomUtils.find(DomUtils.isComment, root.children, true, Number.POSITIVE_INFINITY);
  const texts = comments.map((comment) => (DomUtils.isComment(comment) ? comment.data : ""));
  return { root, elements, comments: texts, styles: stylesOf(elements) };
};

const read = new WeakMap<object, MailDocument>();

/** What stands in a mail's HTML. */
export const documentOf = (mail: { html: string }): MailDocument => {
  const document = read.get(mail) ?? readHtml(mail.html);
  read.set(mail, document);
  return document;
};
