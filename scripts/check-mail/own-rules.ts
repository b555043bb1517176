import { readHtml } from "./document.ts";
import type { Fault, Gate } from "./gate.ts";
import type { Mail } from "./mail.ts";
import { linkText, secure } from "./own-rules/addresses.ts";
import { ruleControls } from "./own-rules/controls.ts";
import { elements, handlers, styles } from "./own-rules/forbidden.ts";
import { alt, article, dir, lang, preheader, presentation, size, title } from "./own-rules/frame.ts";
import { codeAsText, encoded } from "./own-rules/placeholders.ts";
import { readingDirection } from "./own-rules/reading-direction.ts";
import type { Rule } from "./own-rules/rule.ts";
import { textPlain, textVerbatim } from "./own-rules/text-part.ts";
import { stylesOf } from "./styles.ts";

/** What no other tool asks of a mail. */
export const rules = {
  lang,
  dir,
  title,
  article,
  presentation,
  alt,
  preheader,
  size,
  elements,
  handlers,
  styles,
  secure,
  "link-text": linkText,
  "code-as-text": codeAsText,
  encoded,
  "reading-direction": readingDirection,
  "text-verbatim": textVerbatim,
  "text-plain": textPlain,
} satisfies Record<string, Rule>;

/** Everything in a mail that breaks a rule, each thing once. */
export const breaches = (mail: Mail): Fault[] => {
  const document = readHtml(mail.html);
  const subject = { mail, document, styles: stylesOf(document) };
  const found = Object.entries(rules).flatMap(([rule, look]) => look(subject).map((breach) => ({ rule, ...breach })));
  return [...new Map(found.map((fault) => [`${fault.rule} ${fault.text}`, fault])).values()];
};

/** The suite's own rules, at the longest values too. */
export const ownRules: Gate = {
  name: "own rules",
  worst: true,
  sees: ({ language, sentBy, mail, subject, html, text }) => [language, sentBy, mail, subject, html, text].join("\n"),
  open: () => ({ check: breaches }),
  // Every rule has to find its fault in one of them.
  controls: () => ruleControls(Object.keys(rules)),
};
