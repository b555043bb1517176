import { HtmlValidate, StaticConfigLoader } from "html-validate";
import type { Gate } from "./gate.ts";
import { badMail, isUsual, shapeOf } from "./mail.ts";
import { nearHtml } from "./template-line.ts";

/** What html-validate asks of pages and mails cannot give; all else that it recommends holds. */
const rules = {
  // Gmail's app and Outlook drop style sheets: what has to be seen stands in the elements.
  "no-inline-style": "off",
  // Outlook for Windows sizes and aligns by align, bgcolor, border, cellpadding, valign and width.
  "no-deprecated-attr": "off",
  // Outlook for Windows gets its tables through them.
  "no-conditional-comment": "off",
  // MJML writes <!doctype html>, which is the same.
  "doctype-style": "off",
  // Outlook for Windows does not know <article>; the role is what screen readers in mail go by.
  "prefer-native-element": "off",
  // role="presentation" is what caniemail has tested; "none" is not known everywhere.
  "presentation-role-style": "off",
  // Search engines cut a title at 70; a mail's is its subject, which the guard measures.
  "long-title": "off",
  // Every reader of HTML puts the tbody in itself.
  "prefer-tbody": "off",
} as const;

// MJML writes height="auto" to a picture whose height nobody gave, which every mail program takes for none.
const img = { attributes: { height: { enum: ["/\\d+/", "auto"] } } };

const settings = {
  root: true,
  extends: ["html-validate:recommended"],
  elements: ["html5", { img }],
  rules,
};

/** html-validate with the rules that a mail can keep. */
export const markup: Gate = {
  name: "html-validate",
  title: "Markup",
  takes: isUsual,
  sees: ({ html }) => shapeOf(html),
  open: () => {
    const validator = new HtmlValidate(new StaticConfigLoader(settings));
    return {
      check: async ({ html }) => ({
        faults: (await validator.validateString(html)).results
          .flatMap(({ messages }) => messages)
          .map(({ ruleId, message, selector, offset }) => ({
            rule: ruleId,
            text: selector ? `${message} (${selector})` : message,
            near: nearHtml(html.slice(html.lastIndexOf("<", offset), html.indexOf(">", offset) + 1)),
          })),
      }),
    };
  },
  controls: [
    {
      mail: badMail({
        html: '<!doctype html><html><head></head><body><img src="a.png"><p><div>one</p><p id="a" id="a">two</body></html>',
      }),
      rules: ["element-required-attributes", "element-required-content", "wcag/h37", "no-dup-attr", "close-order"],
    },
  ],
};
