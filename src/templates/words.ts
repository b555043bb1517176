import type { Language, Words } from "./languages.ts";

export type MailName = keyof Words["mails"];

/** The words of one mail. */
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

/** What mails need from a language: the frame and the words of some mails. */
export type LanguageWords = Pick<Words, "direction" | "frame"> & { mails: Partial<Record<MailName, MailWords>> };

export type Direction = "ltr" | "rtl";

export const directionOf = ({ direction }: { direction: string }): Direction => (direction === "rtl" ? "rtl" : "ltr");

/** Parses each language on first use, so that more languages do not slow down the start. */
export const readWords = <Spoken>(texts: Readonly<Record<Language, string>>): ((language: Language) => Spoken) => {
  const parsed = new Map<Language, Spoken>();
  return (language) => {
    const known = parsed.get(language) ?? (JSON.parse(texts[language]) as Spoken);
    parsed.set(language, known);
    return known;
  };
};
