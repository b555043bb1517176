import { html } from "hono/html";
import { limits } from "../../../src/rules/mail/message-contract.ts";
import type { Specimen } from "../specimens.ts";
import { type Html, showNumber } from "./parts.ts";

type Placeholders = Pick<Specimen, "placeholders">;

/** Text with every second part of it drawn otherwise. */
const drawMatches = (
  text: string,
  pattern: RegExp,
  draw: (match: string) => unknown,
  other: (text: string) => unknown,
) => text.split(pattern).map((part, index) => (index % 2 ? draw(part) : other(part)));

/** The text with Cognito's placeholders marked. */
const mark = (text: string, { placeholders }: Placeholders): unknown => {
  const names = placeholders.map(({ placeholder }) => placeholder.replace(/[{}]/g, "\\$&"));
  if (names.length === 0) return text;
  return drawMatches(text, new RegExp(`(${names.join("|")})`), (name) => html`<mark>${name}</mark>`, String);
};

const block = /<(?:table|tbody|tr|td|div|p|h1|a|b|style|head|body|html|title|meta|img|!--)\b/;

const inLines = (source: string): string =>
  source
    .replaceAll("><", ">\n<")
    .split("\n")
    .flatMap((line) => (block.test(line) || line.length < 200 ? [line] : line.split(/(?<=\})/)))
    .join("\n");

/** HTML with its tags, attributes, values and placeholders told apart. */
const colour = (mail: Specimen): unknown => {
  const words = (text: string) => mark(text, mail);
  const attribute = (text: string) => {
    const at = text.indexOf("=");
    return html`<span class="attribute">${text.slice(0, at)}</span>=<span class="value">${words(text.slice(at + 1))}</span>`;
  };
  const tag = (text: string) => {
    if (text.startsWith("<!--")) return html`<span class="comment">${text}</span>`;
    const [, start = "", inner = ""] = /^(<\/?[\w:!]+)([\s\S]*)>$/.exec(text) ?? [];
    const attributes = drawMatches(inner, /([\w:-]+="[^"]*")/, attribute, String);
    return html`<span class="tag">${start}</span>${attributes}<span class="tag">></span>`;
  };
  return drawMatches(inLines(mail.html), /(<!--[\s\S]*?-->|<(?:[^<>"]|"[^"]*")*>)/, tag, words);
};

const sheet = (title: string, copied: string, note: string, body: Html) =>
  html`<div class="sheet"><div class="row"><span>${title}</span><span class="note">${note}</span><button type="button" class="quiet" data-copy="${copied}">Copy</button></div>${body}</div>`;

const textNotes = {
  Cognito: "Cognito sends no text part: this is what the plain version says.",
  "the suite": "The text part, as it is sent.",
};
const sourceNote = "Broken into lines for the eye; Copy takes it as it is sent.";

/** A mail's other faces. */
export const views: Record<"text" | "sms" | "source", (mail: Specimen) => Html> = {
  text: (mail) => {
    const body = html`<pre dir="auto">${mark(mail.text, mail)}</pre>`;
    return sheet(`${showNumber(mail.text.length)} characters`, mail.text, textNotes[mail.sentBy], body);
  },
  sms: (mail) => {
    if (mail.sms === null) return html`<p class="empty">${mail.mail} is never sent as an SMS.</p>`;
    const body = html`<p class="bubble" dir="auto">${mark(mail.sms, mail)}</p>`;
    return sheet(`${mail.sms.length} of ${limits.sms} characters`, mail.sms, "", body);
  },
  source: (mail) => {
    const body = html`<pre class="source" tabindex="0">${colour(mail)}</pre>`;
    return sheet(`${showNumber(mail.html.length)} characters`, mail.html, sourceNote, body);
  },
};
