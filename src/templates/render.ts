import Handlebars from "handlebars/runtime.js";
import { encodeHidden, removeHidden } from "./characters.ts";
import { type Model, modelOf, smsOf, type View } from "./model.ts";
import { listParagraphs } from "./paragraphs.ts";
import type { MailName } from "./words.ts";

export type { View } from "./model.ts";

/** A mail as the build leaves it: its own part, and those that it shares with others. */
export type CompiledMail = { main: unknown; partials: Record<string, unknown> };
export type MailTemplate = { name: MailName; html: (model: Model) => string };
export type RenderedMail = { subject: string; html: string; text: string };

/** A mail made ready to render. */
export function createMailTemplate(name: MailName, compiled: CompiledMail): MailTemplate {
  const main = Handlebars.template(compiled.main);
  const partials = Object.fromEntries(
    Object.entries(compiled.partials).map(([part, precompiled]) => [part, Handlebars.template(precompiled)]),
  );
  return { name, html: (model) => main(model, { partials }) };
}

const textOf = (model: Model) =>
  removeHidden(
    listParagraphs(model)
      .map(({ label, text }) => (label ? `${label}:\n${text}` : text))
      .join("\n\n"),
  );

/** The mail as it should look, and the same in plain text. */
export function renderMail(template: MailTemplate, view: View): RenderedMail {
  const model = modelOf(template.name, view);
  return {
    subject: removeHidden(model.subject),
    html: encodeHidden(template.html(model)),
    text: textOf(model),
  };
}

/** The same facts in a few bare paragraphs, for when the full mail would be refused. */
export function renderCompact(template: MailTemplate, view: View): RenderedMail {
  const model = modelOf(template.name, view);
  const html = listParagraphs(model).map(
    ({ label, text, link }) =>
      `<p>${label ? `${escapeHtml(label)}:<br>` : ""}${link ? `<a href="${escapeHtml(text)}">${escapeHtml(text)}</a>` : escapeHtml(text)}</p>`,
  );
  return {
    subject: removeHidden(model.subject),
    html: encodeHidden(`<div lang="${escapeHtml(model.language)}" dir="${model.direction}">${html.join("")}</div>`),
    text: textOf(model),
  };
}

/** The text alone, with its line breaks and nothing else: Cognito sends it as HTML all the same. */
export const renderPlain = (template: MailTemplate, view: View): RenderedMail => {
  const model = modelOf(template.name, view);
  const text = textOf(model);
  return { subject: removeHidden(model.subject), html: encodeHidden(escapeHtml(text)), text };
};

/** How often the link stands in each version of a mail that has one; the code itself stands there once more. */
export const linkCounts = { rich: 3, compact: 2, plain: 1 } as const;

/** The text message, for the mails that Cognito can send as one. */
export function renderSms(template: MailTemplate, view: View): string | undefined {
  const text = smsOf(template.name, view);
  return text === undefined ? undefined : removeHidden(text);
}

const escapeHtml = (text: string) => Handlebars.escapeExpression(text).replaceAll("\n", "<br>");
