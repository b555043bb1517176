import addressChanged from "./compiled/address-changed.ts";
import mfaOff from "./compiled/mfa-off.ts";
import mfaOn from "./compiled/mfa-on.ts";
import newSignIn from "./compiled/new-sign-in.ts";
import passwordChanged from "./compiled/password-changed.ts";
import welcome from "./compiled/welcome.ts";
import words from "./compiled/words/notice.ts";
import { mail } from "./render.ts";
import { readWords, type SpokenWords } from "./words.ts";

/** The mails that tell of something that has happened. The suite sends them itself. */
export const noticeMails = {
  welcome: mail("welcome", welcome),
  "password-changed": mail("password-changed", passwordChanged),
  "new-sign-in": mail("new-sign-in", newSignIn),
  "address-changed": mail("address-changed", addressChanged),
  "mfa-on": mail("mfa-on", mfaOn),
  "mfa-off": mail("mfa-off", mfaOff),
};

export type NoticeMail = keyof typeof noticeMails;

/** What these mails say, in one language. */
export const noticeWords = readWords<SpokenWords>(words);
