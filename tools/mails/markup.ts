import { HtmlValidate, StaticConfigLoader } from "html-validate";
import type { Gate } from "./gate.ts";
import { isUsual, newBadMail, toShape } from "./mail.ts";
import { listHtmlHints } from "./template-line.ts";

/** Rules that suit pages and not mails. All other recommended rules apply. */
const rules = {
  // Gmail's app and Outlook drop style sheets, so important styles are inline.
  "no-inline-style": "off",
  // Outlook for Windows needs align, bgcolor, border, cellpadding, valign and width.
  "no-deprecated-attr": "off",
  // Outlook for Windows gets its tables from them.
  "no-conditional-comment": "off",
  // MJML writes <!doctype html>.
  "doctype-style": "off",
  // Outlook for Windows does not know <article>; screen readers use the role.
  "prefer-native-element": "off",
  // caniemail has tested role="presentation"; not all clients know "none".
  "presentation-role-style": "off",
  // Search engines cut a title at 70 characters; a mail's title is its subject, which the guard checks.
  "long-title": "off",
  // Every HTML parser adds the tbody.
  "prefer-tbody": "off",
} as const;

// MJML writes height="auto" for a picture without a height, which every mail client ignores.
const img = { attributes: { height: { enum: ["/\\d+/", "auto"] } } };

const settings = {
  root: true,
  extends: ["html-validate:recommended"],
  elements: ["html5", { img }],
  rules,
};

/** html-validate with the rules that suit mails. */
export const markup: Gate = {
  name: "html-validate",
  title: "Markup",
  takes: isUsual,
  sees: ({ html }) => toShape(html),
  open: () => {
    const validator = new HtmlValidate(new StaticConfigLoader(settings));
    return {
      check: async ({ html }) => ({
        faults: (await validator.validateString(html)).results
          .flatMap(({ messages }) => messages)
          .map(({ ruleId, message, selector, offset }) => ({
            rule: ruleId,
            text: selector ? `${message} (${selector})` : message,
            near: listHtmlHints(html.slice(html.lastIndexOf("<", offset), html.indexOf(">", offset) + 1)),
          })),
      }),
    };
  },
  controls: [
    {
      mail: newBadMail({
        html: '<!doctype html><html><head></head><body><img src="a.png"><p><div>one</p><p id="a" id="a">two</body></html>',
      }),
      rules: ["element-required-attributes", "element-required-content", "wcag/h37", "no-dup-attr", "close-order"],
    },
  ],
};
