import type { Suite } from "../../src/settings.ts";
import { type Language, languages } from "../../src/templates/languages.ts";
import { directionOf } from "../../src/templates/words.ts";
import { type Specimen, specimens } from "../specimens.ts";

/** A mail to be checked: as an ordinary reader gets it, or with the longest values that Cognito lets through. */
export type Mail = Specimen & { worst: boolean };

const logo = { url: "https://www.example.com/logo.png", width: 120 };

/** The samples have no logo, and a mail with one is another mail: one language per direction shows it. */
const withLogo = (suite: Suite): Specimen[] => {
  const all = Object.keys(languages) as Language[];
  const perDirection = Map.groupBy(all, (language) => directionOf(languages[language])).values();
  return specimens(
    { ...suite, brands: { ...suite.brands, "with-logo": { ...suite.brands.default, logo } } },
    { brands: ["with-logo"], languages: [...perDirection].flatMap(([first]) => first ?? []) },
  );
};

/** Every mail of the suite, in every language and brand. */
export const matrix = (suite: Suite): Mail[] => [
  ...[...specimens(suite), ...withLogo(suite)].map((specimen) => ({ ...specimen, worst: false })),
  ...specimens(suite, { worst: true }).map((specimen) => ({
    ...specimen,
    id: `${specimen.id} at its worst`,
    worst: true,
  })),
];

/** What Cognito finds in a mail and puts a code, or the user's name, in the place of. */
export const placeholders = { code: "{####}", userName: "{username}" } as const;

/** A mail's part as its reader gets it. */
export const asReceived = (part: string): string =>
  part.replaceAll(placeholders.code, "482913").replaceAll(placeholders.userName, "ada@example.com");
