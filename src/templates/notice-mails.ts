import newSignIn from "./compiled/new-sign-in.ts";
import passwordChanged from "./compiled/password-changed.ts";
import welcome from "./compiled/welcome.ts";
import { mail } from "./render.ts";

/** The mails that tell of something that has happened. The suite sends them itself. */
export const noticeMails = {
  welcome: mail("welcome", welcome),
  "password-changed": mail("password-changed", passwordChanged),
  "new-sign-in": mail("new-sign-in", newSignIn),
};

export type NoticeMail = keyof typeof noticeMails;
