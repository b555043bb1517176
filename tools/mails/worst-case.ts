import { SettingsError } from "../../src/runtime/errors.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { documentOf, plainText, textOf } from "./document.ts";
import { makeMails, type Specimen } from "./specimens.ts";

/** Characters of HTML. Cognito takes 20,000; the rest is for what it puts in for the placeholders. */
export const mostCharacters = 18_000;

/** Lines of a mail's text part that its HTML does not show: both must say the same. An address may be a button's. */
const missingWords = (specimen: Specimen): string[] => {
  const shown = plainText(textOf(documentOf(specimen).root, true));
  return specimen.text
    .split("\n")
    .map((line) => plainText(line.replace(/:$/, "")))
    .filter((line) => line !== "" && !line.includes("://") && !shown.includes(line));
};

/** What is wrong with one mail, in words. */
export const specimenProblems = (specimen: Specimen): string[] => [
  ...missingWords(specimen).map((line) => `its HTML lacks "${line}", which its text says. Look for an unclosed tag`),
  ...specimen.breaches.map(({ version, text }) => `${version}: ${text}`),
  ...(specimen.html.length > mostCharacters
    ? [
        `has ${specimen.html.length} characters of HTML, at most ${mostCharacters} are safe. Shorten its words or its template`,
      ]
    : []),
];

/** Makes every mail for every language and brand with the longest values that Cognito accepts. @throws SettingsError */
export const checkMessages = (suite: Suite): void => {
  const problems = makeMails(suite, { sample: "longest" }).flatMap((specimen) =>
    specimenProblems(specimen).map((problem) => `  ${specimen.id}: ${problem}`),
  );
  if (problems.length > 0)
    throw new SettingsError(`Mails that Cognito would not send as they are:\n${problems.join("\n")}`);
};
