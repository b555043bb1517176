import addressChanged from "./compiled/address-changed.ts";
import mfaOff from "./compiled/mfa-off.ts";
import mfaOn from "./compiled/mfa-on.ts";
import newSignIn from "./compiled/new-sign-in.ts";
import passwordChanged from "./compiled/password-changed.ts";
import welcome from "./compiled/welcome.ts";
import words from "./compiled/words/notice.ts";
import { createMailTemplate } from "./render.ts";
import { type LanguageWords, readWords } from "./words.ts";

/** The mails about something that has happened. The suite sends them itself. */
export const noticeMails = {
  welcome: createMailTemplate("welcome", welcome),
  "password-changed": createMailTemplate("password-changed", passwordChanged),
  "new-sign-in": createMailTemplate("new-sign-in", newSignIn),
  "address-changed": createMailTemplate("address-changed", addressChanged),
  "mfa-on": createMailTemplate("mfa-on", mfaOn),
  "mfa-off": createMailTemplate("mfa-off", mfaOff),
};

export type NoticeMail = keyof typeof noticeMails;

export const noticeWords = readWords<LanguageWords>(words);
