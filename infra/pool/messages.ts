import { placeholders } from "../../src/rules/mail/message-contract.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { codeMails, codeWords } from "../../src/templates/code-mails.ts";
import { renderPlain, renderSms, type View } from "../../src/templates/render.ts";

const viewOf = (suite: Suite): View => ({
  words: codeWords(suite.language),
  language: suite.language,
  brand: suite.brands.default,
  code: placeholders.code,
  days: suite.temporaryPasswordDays,
});

type MessageTexts = { subject: string; html: string; sms: string | undefined };

const renderTexts = (mail: keyof typeof codeMails, view: View): MessageTexts => {
  const { subject, html } = renderPlain(codeMails[mail], view);
  return { subject, html, sms: renderSms(codeMails[mail], view) };
};

/**
 * What Cognito sends if custom-message returns nothing: the suite's simplest texts, in its language and default brand,
 * without links, because the user is unknown. One text serves every verification, from sign-up to password reset, so it
 * is the most general one.
 */
export const renderMessages = (
  suite: Suite,
): { verification: MessageTexts; invitation: MessageTexts; signIn: MessageTexts } => {
  const view = viewOf(suite);
  return {
    verification: renderTexts("confirm-change", view),
    invitation: renderTexts("invitation", { ...view, userName: placeholders.userName, link: view.brand.website }),
    signIn: renderTexts("sign-in-code", view),
  };
};
