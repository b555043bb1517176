import { SettingsError } from "../../src/runtime/errors.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { readDocument, readText, toPlainText } from "./document.ts";
import { makeMails, type Specimen } from "./specimens.ts";

/** Characters of HTML. Cognito accepts 20,000; the rest is for the values of placeholders. */
export const mostCharacters = 18_000;

/** Lines of the text part that the HTML does not show. Ignores addresses, which may be on a button. */
const findMissingWords = (specimen: Specimen): string[] => {
  const shown = toPlainText(readText(readDocument(specimen).root, true));
  return specimen.text
    .split("\n")
    .map((line) => toPlainText(line.replace(/:$/, "")))
    .filter((line) => line !== "" && !line.includes("://") && !shown.includes(line));
};

export const findSpecimenProblems = (specimen: Specimen): string[] => [
  ...findMissingWords(specimen).map((line) => `its HTML lacks "${line}" of its text part. Look for an unclosed tag`),
  ...specimen.breaches.map(({ version, text }) => `${version}: ${text}`),
  ...(specimen.html.length > mostCharacters
    ? [
        `has ${specimen.html.length} characters of HTML, and at most ${mostCharacters} are safe. Shorten its words or its template`,
      ]
    : []),
];

/** Checks every mail in every language and brand with the longest values that Cognito accepts. @throws SettingsError */
export const checkMessages = (suite: Suite): void => {
  const problems = makeMails(suite, { sample: "longest" }).flatMap((specimen) =>
    findSpecimenProblems(specimen).map((problem) => `  ${specimen.id}: ${problem}`),
  );
  if (problems.length > 0)
    throw new SettingsError(`Cognito would not send these mails unchanged:\n${problems.join("\n")}`);
};
