import { html } from "hono/html";
import { limits } from "../../../src/rules/mail/message-contract.ts";
import type { Specimen } from "../specimens.ts";
import { formatNumber, type Html } from "./parts.ts";

type Placeholders = Pick<Specimen, "placeholders">;

/** Splits a text and draws matches and other parts differently. */
const drawMatches = (
  text: string,
  pattern: RegExp,
  draw: (match: string) => unknown,
  other: (text: string) => unknown,
) => text.split(pattern).map((part, index) => (index % 2 ? draw(part) : other(part)));

/** Marks Cognito's placeholders. */
const markPlaceholders = (text: string, { placeholders }: Placeholders): unknown => {
  const names = placeholders.map(({ placeholder }) => RegExp.escape(placeholder));
  if (names.length === 0) return text;
  return drawMatches(text, new RegExp(`(${names.join("|")})`), (name) => html`<mark>${name}</mark>`, String);
};

const block = /<(?:table|tbody|tr|td|div|p|h1|a|b|style|head|body|html|title|meta|img|!--)\b/;

const breakLines = (source: string): string =>
  source
    .replaceAll("><", ">\n<")
    .split("\n")
    .flatMap((line) => (block.test(line) || line.length < 200 ? [line] : line.split(/(?<=\})/)))
    .join("\n");

/** Highlights the tags, attributes, values and placeholders of HTML. */
const colourHtml = (mail: Specimen): unknown => {
  const words = (text: string) => markPlaceholders(text, mail);
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
  return drawMatches(breakLines(mail.html), /(<!--[\s\S]*?-->|<(?:[^<>"]|"[^"]*")*>)/, tag, words);
};

const renderSheet = (title: string, copied: string, note: string, body: Html) =>
  html`<div class="sheet"><div class="row"><span>${title}</span><span class="note">${note}</span><button type="button" class="quiet" data-copy="${copied}">Copy</button></div>${body}</div>`;

const textNotes = {
  Cognito: "Cognito sends no text part. This is the text of the plain version.",
  "the suite": "The text part, as the suite sends it.",
};
const sourceNote = "Split into lines for reading; Copy copies the original.";

/** The views of a mail besides HTML. */
export const views: Record<"text" | "sms" | "source", (mail: Specimen) => Html> = {
  text: (mail) => {
    const body = html`<pre dir="auto">${markPlaceholders(mail.text, mail)}</pre>`;
    return renderSheet(`${formatNumber(mail.text.length)} characters`, mail.text, textNotes[mail.sentBy], body);
  },
  sms: (mail) => {
    if (mail.sms === null) return html`<p class="empty">${mail.mail} is never sent as an SMS.</p>`;
    const body = html`<p class="bubble" dir="auto">${markPlaceholders(mail.sms, mail)}</p>`;
    return renderSheet(`${mail.sms.length} of ${limits.sms} characters`, mail.sms, "", body);
  },
  source: (mail) => {
    const body = html`<pre class="source" tabindex="0">${colourHtml(mail)}</pre>`;
    return renderSheet(`${formatNumber(mail.html.length)} characters`, mail.html, sourceNote, body);
  },
};
