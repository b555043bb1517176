import confirmChange from "./compiled/confirm-change.ts";
import confirmSignUp from "./compiled/confirm-sign-up.ts";
import invitation from "./compiled/invitation.ts";
import resetPassword from "./compiled/reset-password.ts";
import signInCode from "./compiled/sign-in-code.ts";
import words from "./compiled/words/code.ts";
import { createMailTemplate } from "./render.ts";
import { type LanguageWords, readWords } from "./words.ts";

/** The mails with a code. Cognito sends them, with content from the suite. */
export const codeMails = {
  "confirm-sign-up": createMailTemplate("confirm-sign-up", confirmSignUp),
  "reset-password": createMailTemplate("reset-password", resetPassword),
  invitation: createMailTemplate("invitation", invitation),
  "confirm-change": createMailTemplate("confirm-change", confirmChange),
  "sign-in-code": createMailTemplate("sign-in-code", signInCode),
};

export const codeWords = readWords<LanguageWords>(words);
