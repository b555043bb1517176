import type { Language, Words } from "./languages.ts";

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

/** What a mail needs of a language: its frame, and the words of the mails at hand. */
export type LanguageWords = Pick<Words, "direction" | "frame"> & { mails: Partial<Record<MailName, MailWords>> };

export type Direction = "ltr" | "rtl";

/** The direction a language is written in; where it says nothing else, from left to right. */
export const directionOf = ({ direction }: { direction: string }): Direction => (direction === "rtl" ? "rtl" : "ltr");

/**
 * Words by language from their compiled texts. A language is parsed when it is first spoken, so that a function starts
 * as fast with thirty languages as with one.
 */
export const readWords = <Spoken>(texts: Readonly<Record<Language, string>>): ((language: Language) => Spoken) => {
  const parsed = new Map<Language, Spoken>();
  return (language) => {
    const known = parsed.get(language) ?? (JSON.parse(texts[language]) as Spoken);
    parsed.set(language, known);
    return known;
  };
};
