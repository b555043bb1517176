import { placeholders } from "../../src/rules/mail/message-contract.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { type Language, languages } from "../../src/templates/languages.ts";
import { directionOf } from "../../src/templates/words.ts";
import { type MailFilter, makeMails, type Specimen } from "./specimens.ts";

/** A mail to check, with usual values or, if `worst`, with the longest values that Cognito accepts. */
export type Mail = Specimen & { worst: boolean };

const logo = { url: "https://www.example.com/logo.png", width: 120 };

/** Mails with a logo, in one language per reading direction, even if no brand has a logo. */
const makeMailsWithLogo = (suite: Suite): Specimen[] => {
  const all = Object.keys(languages) as Language[];
  const perDirection = Map.groupBy(all, (language) => directionOf(languages[language])).values();
  const brands = { ...suite.brands, "with-logo": { ...suite.brands.default, logo } };
  const choice: MailFilter = { brands: ["with-logo"], languages: [...perDirection].flatMap(([first]) => first ?? []) };
  return makeMails({ ...suite, brands }, choice);
};

/** Every mail of the suite, in every language and brand. */
export const makeAllMails = (suite: Suite): Mail[] => [
  ...[...makeMails(suite), ...makeMailsWithLogo(suite)].map((specimen) => ({ ...specimen, worst: false })),
  ...makeMails(suite, { sample: "longest" }).map((specimen) => ({
    ...specimen,
    id: `${specimen.id} at its worst`,
    worst: true,
  })),
];

/** Other gates check only rich mails: the guard reports a mail that it replaced with a simpler version. */
export const isRich = ({ version }: Mail): boolean => version === "rich";

export const isUsual = (mail: Mail): boolean => isRich(mail) && !mail.worst;

export const fillPlaceholders = (part: string): string =>
  part.replaceAll(placeholders.code, "482913").replaceAll(placeholders.userName, "ada@example.com");

/** A mail's HTML without words and addresses, which do not matter to checks of markup, colours and roles. */
export const toShape = (html: string): string =>
  html
    .replace(/(<style[\s\S]*?<\/style>|<!--[\s\S]*?-->)|>[^<]*[^<\s][^<]*(?=<)/g, (_, same?: string) => same ?? ">…")
    .replace(/ (lang|alt|aria-label|href)="[^"]*[^"\s][^"]*"/g, ' $1="…"');

/** A mail for the controls of the gates. All other parts are empty. */
export const newBadMail = (changes: Partial<Mail>): Mail => ({
  id: "bad control",
  source: "CustomMessage_SignUp",
  mail: "confirm-sign-up",
  language: "en",
  brand: "default",
  sentBy: "Cognito",
  version: "rich",
  subject: "",
  html: "",
  text: "",
  sms: null,
  placeholders: [],
  breaches: [],
  worst: false,
  ...changes,
});
