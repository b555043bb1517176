import type { Brand } from "./brand.ts";
import { toValue, toVerbatim } from "./characters.ts";
import { fill } from "./fill.ts";
import { directionOf, type LanguageWords, type MailName, type MailWords } from "./words.ts";

/** The input of a mail. The caller has chosen the language and brand, and has checked the name. */
export type View = {
  words: LanguageWords;
  /** A tag for `lang`, dates and numbers: `en`, `pt-BR`. */
  language: string;
  brand: Brand;
  /** Already checked against an allow list: users choose their own name, and the address could be a stranger's. */
  name?: string | undefined;
  /** Cognito's placeholder, which must appear unchanged in the mail. */
  code?: string | undefined;
  /** Cognito's placeholder, in invitations. */
  userName?: string | undefined;
  /** Created from the settings. May contain the code's placeholder, but never that of a temporary password. */
  link?: string | undefined;
  /** Days that a temporary password is valid. */
  days?: number | undefined;
  /** ISO 8601. */
  when?: string | undefined;
  /** A description of the app or device. */
  device?: string | undefined;
};

const maxNameLength = 64;
const maxDeviceLength = 80;
/** Cognito's own default. */
const defaultDays = 7;

const formatDays = (days: number, language: string) =>
  new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" }).format(days);

/** Empty for an invalid time: a notice without the time is better than no notice. */
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
  // Only invitations use it, and Intl is slow to initialize.
  get days() {
    return formatDays(days ?? defaultDays, language);
  },
});

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
  if (!own) throw new Error(`The words of ${language} have no mail ${mail}.`);
  return own;
};

/** Everything that a template can use, as strings. */
export const modelOf = (mail: MailName, view: View) => {
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
};

export type Model = ReturnType<typeof modelOf>;

/** The SMS text; undefined for a mail that Cognito never sends as an SMS. */
export const smsOf = (mail: MailName, view: View): string | undefined => {
  const words = wordsOf(mail, view);
  return words.sms === undefined ? undefined : fill(words.sms, valuesOf(view));
};
