import type { Suite } from "../../src/settings/suite.ts";
import { codeMails, codeWords } from "../../src/templates/code-mails.ts";
import { plain, renderSms, type View } from "../../src/templates/render.ts";

const code = "{####}";

const viewOf = (suite: Suite): View => ({
  words: codeWords(suite.language),
  language: suite.language,
  brand: suite.brands.default,
  code,
  days: suite.temporaryPasswordDays,
});

type Texts = { subject: string; html: string; sms: string | undefined };

const textsOf = (mail: keyof typeof codeMails, view: View): Texts => {
  const { subject, html } = plain(codeMails[mail], view);
  return { subject, html, sms: renderSms(codeMails[mail], view) };
};

/**
 * What Cognito sends when custom-message has no answer: the suite's barest texts, in its language and default brand, and
 * without links, for nothing is known of the person. One text serves every verification, from sign-up to password reset,
 * so it is the one that promises least: whoever reads it enters the code where they are asked for it.
 */
export const messages = (suite: Suite): { verification: Texts; invitation: Texts; signIn: Texts } => {
  const view = viewOf(suite);
  return {
    verification: textsOf("confirm-change", view),
    invitation: textsOf("invitation", { ...view, userName: "{username}", link: view.brand.website }),
    signIn: textsOf("sign-in-code", view),
  };
};
