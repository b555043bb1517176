import type { Brand } from "./brand.ts";
import { asValue, verbatim } from "./characters.ts";
import { fill } from "./fill.ts";
import { directionOf, type MailName, type MailWords, type SpokenWords } from "./words.ts";

/** What a mail is about. Whoever calls has chosen the language and brand and checked the name. */
export type View = {
  words: SpokenWords;
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

const longestName = 64;
const longestDevice = 80;
/** What Cognito does where the pool says nothing else. */
const cognitoDays = 7;

const dayCount = (days: number, language: string) =>
  new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" }).format(days);

/** A time that is none is left out: a notice without its hour is better than no notice. */
const moment = (when: string | undefined, language: string) => {
  const time = new Date(when ?? Number.NaN);
  const format = { dateStyle: "long", timeStyle: "short", timeZone: "UTC" } as const;
  return Number.isNaN(time.getTime()) ? "" : `${new Intl.DateTimeFormat(language, format).format(time)} UTC`;
};

const valuesOf = ({ brand, name, code, userName, days, language }: View) => ({
  brand: asValue(brand.name, longestName),
  name: asValue(name, longestName),
  code: verbatim(code),
  userName: verbatim(userName),
  // Only invitations ask for it, and Intl is slow to begin.
  get days() {
    return dayCount(days ?? cognitoDays, language);
  },
});

/** Where "need help?" leads. */
export const supportLink = ({ support }: Brand): string => (support.includes("://") ? support : `mailto:${support}`);

const factsOf = ({ brand, link, when, device, language, words }: View) => ({
  colours: brand.colours,
  website: brand.website,
  logoUrl: brand.logo?.url ?? "",
  logoWidth: `${brand.logo?.width ?? ""}`,
  address: asValue(brand.address, 200),
  support: brand.support,
  supportLink: supportLink(brand),
  link: verbatim(link),
  when: moment(when, language),
  device: asValue(device, longestDevice),
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
  const put = (text = "") => fill(text, values);
  return Object.assign(Object.create(null) as object, {
    ...factsOf(view),
    brand: values.brand,
    code: values.code,
    userName: values.userName,
    subject: put(words.subject),
    preview: put(words.preview),
    heading: put(words.heading),
    greeting: put(values.name ? frame.greetingByName : frame.greeting),
    intro: put(words.intro),
    button: put(words.button),
    codeLabel: put(words.codeLabel),
    expiry: put(words.expiry),
    notYou: put(words.notYou),
    reason: put(words.reason),
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
