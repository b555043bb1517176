import confirmChange from "./compiled/confirm-change.ts";
import confirmSignUp from "./compiled/confirm-sign-up.ts";
import invitation from "./compiled/invitation.ts";
import resetPassword from "./compiled/reset-password.ts";
import signInCode from "./compiled/sign-in-code.ts";
import words from "./compiled/words/code.ts";
import { mail } from "./render.ts";
import { readWords, type SpokenWords } from "./words.ts";

/** The mails that carry a code. Cognito sends them, with what the suite gives it. */
export const codeMails = {
  "confirm-sign-up": mail("confirm-sign-up", confirmSignUp),
  "reset-password": mail("reset-password", resetPassword),
  invitation: mail("invitation", invitation),
  "confirm-change": mail("confirm-change", confirmChange),
  "sign-in-code": mail("sign-in-code", signInCode),
};

/** What these mails say, in one language. */
export const codeWords = readWords<SpokenWords>(words);
