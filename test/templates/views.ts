import { codeMails } from "../../src/templates/code-mails.ts";
import { type Language, languages } from "../../src/templates/languages.ts";
import { noticeMails } from "../../src/templates/notice-mails.ts";
import type { MailTemplate, View } from "../../src/templates/render.ts";
import suite from "../../suite.config.ts";

export const origin = "https://accounts.example.com";
export const mails: Record<string, MailTemplate> = { ...codeMails, ...noticeMails };
export const languageNames = Object.keys(languages) as Language[];
export const everyMail = languageNames.flatMap((language) => Object.keys(mails).map((name) => ({ language, name })));
export const everyCodeMail = everyMail.filter(({ name }) => name in codeMails);

/** Characters that Cognito rejects, by the pattern in its error message. Its `\s` is Java's. */
export const refused = /[^\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\v\f\r ]/u;

const links: Record<string, string> = {
  "confirm-sign-up": "/en/confirm#4h57kbd7uq1p9o6fsh2t9vn8q1/0a1b2c3d-4e5f-6789-abcd-ef0123456789/{####}",
  "reset-password": "/en/reset#4h57kbd7uq1p9o6fsh2t9vn8q1/0a1b2c3d-4e5f-6789-abcd-ef0123456789/{####}",
  invitation: "/en",
  welcome: "/en",
  "password-changed": "/en/reset",
  "new-sign-in": "/en/reset",
};

/** The view of a mail as its sender creates it, with changes. */
export const viewOf = (name: string, language: Language, other: Partial<View> = {}): View => ({
  words: languages[language],
  language,
  brand: suite.brands.default,
  ...(links[name] && { link: origin + links[name] }),
  ...(name in codeMails && { code: "{####}" }),
  ...(name === "invitation" && { userName: "{username}", days: 7 }),
  ...(name in noticeMails && { name: "Ada Lovelace" }),
  ...(["password-changed", "new-sign-in"].includes(name) && { when: "2025-11-21T14:03:00Z" }),
  ...other,
});

/** How often a text contains a part. */
export const count = (text: string, part: string) => text.split(part).length - 1;

/** @throws Error if there is no mail with this name */
export function mailOf(name: string): MailTemplate {
  const mail = mails[name];
  if (!mail) {
    throw new Error(`There is no mail "${name}".`);
  }
  return mail;
}
