import { SettingsError } from "../src/errors.ts";
import type { Suite } from "../src/settings.ts";
import { missingWords } from "./missing-words.ts";
import { type Specimen, specimens } from "./specimens.ts";

/** Characters of HTML. Cognito takes 20,000; the rest is for what it puts in for the placeholders. */
export const mostCharacters = 18_000;

/** What is wrong with one mail at its worst, in words. */
export const specimenProblems = ({ id, html, text, problems }: Specimen): string[] => [
  ...missingWords(html, text).map(
    (line) => `${id}: its HTML lacks "${line}", which its text says. Look for an unclosed tag`,
  ),
  ...problems.map((problem) => `${id}: ${problem}`),
  ...(html.length > mostCharacters
    ? [
        `${id}: has ${html.length} characters of HTML, at most ${mostCharacters} are safe. Shorten its words or its template`,
      ]
    : []),
];

/** Makes every mail for every language and brand with the longest values that Cognito lets through. @throws SettingsError */
export const checkMessages = (suite: Suite): void => {
  const problems = specimens(suite, { worst: true }).flatMap(specimenProblems);
  if (problems.length > 0)
    throw new SettingsError(
      `Mails that Cognito would not send as they are:\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
};
