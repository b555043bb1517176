import type { Brand } from "./brand.ts";
import { toValue, toVerbatim } from "./characters.ts";
import { fill } from "./fill.ts";
import { directionOf, type LanguageWords, type MailName, type MailWords } from "./words.ts";

/** What a mail is about. Whoever calls has chosen the language and brand and checked the name. */
export type View = {
  words: LanguageWords;
  /** As in `lang`, and for dates and numbers: `en`, `pt-BR`. */
  language: string;
  brand: Brand;
  /** Already allow-listed: whoever signs up chooses it, and the mail goes to whomever they name. */
  name?: string | undefined;
  /** Cognito's placeholder, to be found in the mail as it is here. */
  code?: string | undefined;
  /** Cognito's placeholder, in invitations. */
  userName?: string | undefined;
  /** Made by the suite from its settings; may hold the code's placeholder, never a temporary password's. */
  link?: string | undefined;
  /** How many days a temporary password is valid. */
  days?: number | undefined;
  /** When it happened, ISO 8601. */
  when?: string | undefined;
  /** Where it happened, in words: the app, the device. */
  device?: string | undefined;
};

const maxNameLength = 64;
const maxDeviceLength = 80;
/** What Cognito does where the pool says nothing else. */
const defaultDays = 7;

const formatDays = (days: number, language: string) =>
  new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" }).format(days);

/** A time that is none is left out: a notice without its hour is better than no notice. */
const formatTime = (when: string | undefined, language: string) => {
  const time = new Date(when ?? Number.NaN);
  const format = { dateStyle: "long", timeStyle: "short", timeZone: "UTC" } as const;
  return Number.isNaN(time.getTime()) ? "" : `${new Intl.DateTimeFormat(language, format).format(time)} UTC`;
};

const valuesOf = ({ brand, name, code, userName, days, language }: View) => ({
  brand: toValue(brand.name, maxNameLength),
  name: toValue(name, maxNameLength),
  code: toVerbatim(code),
  userName: toVerbatim(userName),
  // Only invitations ask for it, and Intl is slow to begin.
  get days() {
    return formatDays(days ?? defaultDays, language);
  },
});

/** Where "need help?" leads. */
export const supportLinkOf = ({ support }: Brand): string => (support.includes("://") ? support : `mailto:${support}`);

const brandValuesOf = ({ brand, link, when, device, language, words }: View) => ({
  colours: brand.colours,
  website: brand.website,
  logoUrl: brand.logo?.url ?? "",
  logoWidth: `${brand.logo?.width ?? ""}`,
  address: toValue(brand.address, 200),
  support: brand.support,
  supportLink: supportLinkOf(brand),
  link: toVerbatim(link),
  when: formatTime(when, language),
  device: toValue(device, maxDeviceLength),
  language,
  direction: directionOf(words),
  start: directionOf(words) === "rtl" ? "right" : "left",
});

const wordsOf = (mail: MailName, { words, language }: View): MailWords => {
  const own = words.mails[mail];
  if (!own) throw new Error(`These words of ${language} have no mail ${mail}.`);
  return own;
};

/** Everything that a template can name, as text: words with their values in place, facts, colours. */
export function modelOf(mail: MailName, view: View) {
  const words = wordsOf(mail, view);
  const frame = view.words.frame;
  const values = valuesOf(view);
  const fillIn = (text = "") => fill(text, values);
  return Object.assign(Object.create(null) as object, {
    ...brandValuesOf(view),
    brand: values.brand,
    code: values.code,
    userName: values.userName,
    subject: fillIn(words.subject),
    preview: fillIn(words.preview),
    heading: fillIn(words.heading),
    greeting: fillIn(values.name ? frame.greetingByName : frame.greeting),
    intro: fillIn(words.intro),
    button: fillIn(words.button),
    codeLabel: fillIn(words.codeLabel),
    expiry: fillIn(words.expiry),
    notYou: fillIn(words.notYou),
    reason: fillIn(words.reason),
    linkHint: frame.linkHint,
    userNameLabel: frame.userNameLabel,
    whenLabel: frame.whenLabel,
    deviceLabel: frame.deviceLabel,
    help: frame.help,
  });
}

export type Model = ReturnType<typeof modelOf>;

/** The words of the SMS, or nothing for a mail that Cognito never sends as one. */
export function smsOf(mail: MailName, view: View): string | undefined {
  const words = wordsOf(mail, view);
  return words.sms === undefined ? undefined : fill(words.sms, valuesOf(view));
}
