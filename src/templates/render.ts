import Handlebars from "handlebars/runtime.js";
import { encodeHidden, withoutHidden } from "./characters.ts";
import { type Model, modelOf, smsOf, type View } from "./model.ts";
import { paragraphs } from "./paragraphs.ts";
import type { MailName } from "./words.ts";

export type { View } from "./model.ts";

/** A mail as the build leaves it: its own part, and those that it shares with others. */
export type Compiled = { main: unknown; partials: Record<string, unknown> };
export type Mail = { name: MailName; html: (model: Model) => string };
export type Message = { subject: string; html: string; text: string };

/** A mail made ready to render. */
export function mail(name: MailName, compiled: Compiled): Mail {
  const main = Handlebars.template(compiled.main);
  const partials = Object.fromEntries(
    Object.entries(compiled.partials).map(([part, precompiled]) => [part, Handlebars.template(precompiled)]),
  );
  return { name, html: (model) => main(model, { partials }) };
}

const textOf = (model: Model) =>
  withoutHidden(
    paragraphs(model)
      .map(({ label, text }) => (label ? `${label}:\n${text}` : text))
      .join("\n\n"),
  );

/** The mail as it should look, and the same in plain text. */
export function renderMail(template: Mail, view: View): Message {
  const model = modelOf(template.name, view);
  return {
    subject: withoutHidden(model.subject),
    html: encodeHidden(template.html(model)),
    text: textOf(model),
  };
}

/** The same facts in a few bare paragraphs, for when the full mail would be refused. */
export function compact(template: Mail, view: View): Message {
  const model = modelOf(template.name, view);
  const html = paragraphs(model).map(
    ({ label, text, link }) =>
      `<p>${label ? `${escaped(label)}:<br>` : ""}${link ? `<a href="${escaped(text)}">${escaped(text)}</a>` : escaped(text)}</p>`,
  );
  return {
    subject: withoutHidden(model.subject),
    html: encodeHidden(`<div lang="${escaped(model.language)}" dir="${model.direction}">${html.join("")}</div>`),
    text: textOf(model),
  };
}

/** The text alone, with its line breaks and nothing else: Cognito sends it as HTML all the same. */
export const plain = (template: Mail, view: View): Message => {
  const model = modelOf(template.name, view);
  const text = textOf(model);
  return { subject: withoutHidden(model.subject), html: encodeHidden(escaped(text)), text };
};

/** How often the link stands in each version of a mail that has one; the code itself stands there once more. */
export const linksIn = { rich: 3, compact: 2, plain: 1 } as const;

/** The text message, for the mails that Cognito can send as one. */
export function renderSms(template: Mail, view: View): string | undefined {
  const text = smsOf(template.name, view);
  return text === undefined ? undefined : withoutHidden(text);
}

const escaped = (text: string) => Handlebars.escapeExpression(text).replaceAll("\n", "<br>");
