import type { Words } from "./languages.ts";

export type MailName = keyof Words["mails"];

/** The words of one mail; what a mail does not need, it leaves out. */
export type MailWords = {
  subject: string;
  preview: string;
  heading: string;
  intro: string;
  notYou: string;
  reason: string;
  button?: string;
  codeLabel?: string;
  expiry?: string;
  sms?: string;
};
