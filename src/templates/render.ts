import Handlebars from "handlebars/runtime.js";
import { encodeHidden, removeHidden } from "./characters.ts";
import { type Model, modelOf, smsOf, type View } from "./model.ts";
import { listParagraphs } from "./paragraphs.ts";
import type { MailName } from "./words.ts";

export type { View } from "./model.ts";

/** A mail as the build compiles it: its own part, and those that it shares with others. */
type CompiledMail = { main: unknown; partials: Record<string, unknown> };
export type MailTemplate = { name: MailName; html: (model: Model) => string };
export type RenderedMail = { subject: string; html: string; text: string };

export const createMailTemplate = (name: MailName, compiled: CompiledMail): MailTemplate => {
  const main = Handlebars.template(compiled.main);
  const partials = Object.fromEntries(
    Object.entries(compiled.partials).map(([part, precompiled]) => [part, Handlebars.template(precompiled)]),
  );
  return { name, html: (model) => main(model, { partials }) };
};

const renderText = (model: Model) =>
  removeHidden(
    listParagraphs(model)
      .map(({ label, text }) => (label ? `${label}:\n${text}` : text))
      .join("\n\n"),
  );

/** The full mail, as HTML and plain text. */
export const renderMail = (template: MailTemplate, view: View): RenderedMail => {
  const model = modelOf(template.name, view);
  return {
    subject: removeHidden(model.subject),
    html: encodeHidden(template.html(model)),
    text: renderText(model),
  };
};

/** The same content in a few bare paragraphs, if Cognito would reject the full mail. */
export const renderCompact = (template: MailTemplate, view: View): RenderedMail => {
  const model = modelOf(template.name, view);
  const html = listParagraphs(model).map(
    ({ label, text, link }) =>
      `<p>${label ? `${escapeHtml(label)}:<br>` : ""}${link ? `<a href="${escapeHtml(text)}">${escapeHtml(text)}</a>` : escapeHtml(text)}</p>`,
  );
  return {
    subject: removeHidden(model.subject),
    html: encodeHidden(`<div lang="${escapeHtml(model.language)}" dir="${model.direction}">${html.join("")}</div>`),
    text: renderText(model),
  };
};

/** The text alone, with line breaks. Cognito still sends it as HTML. */
export const renderPlain = (template: MailTemplate, view: View): RenderedMail => {
  const model = modelOf(template.name, view);
  const text = renderText(model);
  return { subject: removeHidden(model.subject), html: encodeHidden(escapeHtml(text)), text };
};

/** How often each version of a mail contains its link; the code itself appears once more. */
export const linkCounts = { rich: 3, compact: 2, plain: 1 } as const;

/** The text message, for mails that Cognito can send as an SMS. */
export const renderSms = (template: MailTemplate, view: View): string | undefined => {
  const text = smsOf(template.name, view);
  return text === undefined ? undefined : removeHidden(text);
};

const escapeHtml = (text: string) => Handlebars.escapeExpression(text).replaceAll("\n", "<br>");
