import { element } from "/dom.js";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const span = (className, text) => element("span", { className }, text);

/** The text with Cognito's placeholders marked. */
export const withPlaceholders = (text, placeholders) => {
  if (placeholders.length === 0) return [text];
  const marked = new RegExp(`(${placeholders.map(({ placeholder }) => escaped(placeholder)).join("|")})`);
  return text
    .split(marked)
    .map((part, index) => (index % 2 ? element("mark", { className: "placeholder" }, part) : part));
};

const opening = /<(?:table|tbody|tr|td|div|p|h1|a|b|style|head|body|html|title|meta|img|!--)\b/;

const inLines = (html) =>
  html
    .replaceAll("><", ">\n<")
    .split("\n")
    .flatMap((line) => (opening.test(line) || line.length < 200 ? [line] : line.split(/(?<=\})/)))
    .join("\n");

const pieces = /(<!--[\s\S]*?-->)|(<\/?[\w:!]+)((?:[^<>"]|"[^"]*")*)(>)|([^<]+)/g;
const attribute = /([\w:-]+)(=)("[^"]*")/g;

const attributes = (text, placeholders) => {
  const parts = [];
  let last = 0;
  for (const { index, 0: whole, 1: name, 3: value } of text.matchAll(attribute)) {
    parts.push(text.slice(last, index), span("attribute", name), "=");
    parts.push(element("span", { className: "value" }, ...withPlaceholders(value, placeholders)));
    last = index + whole.length;
  }
  return [...parts, text.slice(last)];
};

/** HTML with its tags, attributes, values and placeholders told apart. */
export const coloured = (html, placeholders) => {
  const parts = [];
  for (const [whole, comment, start, inner, end] of inLines(html).matchAll(pieces)) {
    if (comment) parts.push(span("comment", comment));
    else if (start) parts.push(span("tag", start), ...attributes(inner, placeholders), span("tag", end));
    else parts.push(...withPlaceholders(whole, placeholders));
  }
  return parts;
};
