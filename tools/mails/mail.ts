import type { Suite } from "../../src/settings/suite.ts";
import { type Language, languages } from "../../src/templates/languages.ts";
import { directionOf } from "../../src/templates/words.ts";
import { type Choice, makeMails, type Specimen } from "./specimens.ts";

/** A mail to be checked: as an ordinary reader gets it, or with the longest values that Cognito accepts. */
export type Mail = Specimen & { worst: boolean };

const logo = { url: "https://www.example.com/logo.png", width: 120 };

/** A mail with a logo is another mail: one language per direction shows it, also where no brand has one. */
const withLogo = (suite: Suite): Specimen[] => {
  const all = Object.keys(languages) as Language[];
  const perDirection = Map.groupBy(all, (language) => directionOf(languages[language])).values();
  const brands = { ...suite.brands, "with-logo": { ...suite.brands.default, logo } };
  const choice: Choice = { brands: ["with-logo"], languages: [...perDirection].flatMap(([first]) => first ?? []) };
  return makeMails({ ...suite, brands }, choice);
};

/** Every mail of the suite, in every language and brand. */
export const makeAllMails = (suite: Suite): Mail[] => [
  ...[...makeMails(suite), ...withLogo(suite)].map((specimen) => ({ ...specimen, worst: false })),
  ...makeMails(suite, { sample: "longest" }).map((specimen) => ({
    ...specimen,
    id: `${specimen.id} at its worst`,
    worst: true,
  })),
];

/** What the guard refused is said by the guard: that its place is taken by a bare mail is no further fault. */
export const isRich = ({ version }: Mail): boolean => version === "rich";

export const isUsual = (mail: Mail): boolean => isRich(mail) && !mail.worst;

/** What Cognito finds in a mail and puts a code, or the user's name, in the place of. */
export const placeholders = { code: "{####}", userName: "{username}" } as const;

/** A mail's part as its reader gets it. */
export const fillPlaceholders = (part: string): string =>
  part.replaceAll(placeholders.code, "482913").replaceAll(placeholders.userName, "ada@example.com");

/**
 * A mail's HTML without its words and addresses: its elements, styles and reading direction. Mails that share it differ
 * in nothing that a check of markup, colours or roles goes by.
 */
export const shapeOf = (html: string): string =>
  html
    .replace(/(<style[\s\S]*?<\/style>|<!--[\s\S]*?-->)|>[^<]*[^<\s][^<]*(?=<)/g, (_, same?: string) => same ?? ">…")
    .replace(/ (lang|alt|aria-label|href)="[^"]*[^"\s][^"]*"/g, ' $1="…"');

/** A mail for the controls of the gates; what it does not name is empty. */
export const badMail = (changes: Partial<Mail>): Mail => ({
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
