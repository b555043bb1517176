import { findVariables } from "../../src/templates/fill.ts";

/** The variables that words may use besides {brand}, by key. Other keys may use only {brand}. */
const variablesOf: Record<string, readonly string[]> = {
  "frame.greetingByName": ["name"],
  "mails.invitation.expiry": ["days"],
  "mails.invitation.sms": ["code", "userName"],
  "pages.reset.rules": ["length"],
};

/** A text message consists of its words only, so they must contain the code. */
const listRequired = (key: string) => (key.endsWith(".sms") ? (variablesOf[key] ?? ["code"]) : []);
const listAllowed = (key: string) => (isRefusal(key) ? [] : ["brand", ...(variablesOf[key] ?? listRequired(key))]);

/** Cognito shows a refusal unchanged. */
const isRefusal = (key: string) => key.startsWith("refusals.");

/** Missing and unknown keys of each language, and unknown variables, with file and key. */
export const checkWords = (languages: Record<string, object>): string[] => {
  const english = new Map(entriesOf(languages["en"] ?? {}));
  return Object.entries(languages).flatMap(([language, words]) => {
    const file = `src/templates/languages/${language}.json`;
    const found = new Map(entriesOf(words));
    return [
      ...[...english.keys()]
        .filter((key) => !found.has(key))
        .map((key) => `${file}: ${key} is missing. Fix: translate it from en.json.`),
      ...[...found].flatMap(([key, text]) =>
        findProblems(key, text, english).map((problem) => `${file}: ${key} ${problem}`),
      ),
    ];
  });
};

const findProblems = (key: string, text: string, english: ReadonlyMap<string, string>): string[] => {
  const variables = findVariables(text);
  return [
    ...(english.has(key) ? [] : ["is not in en.json. Fix: remove it, or add it there."]),
    ...(text.trim() === "" ? ["is empty. Fix: write it."] : []),
    ...listRequired(key)
      .filter((name) => !variables.includes(name))
      .map((name) => `lacks {${name}}. Fix: add it.`),
    ...variables
      .filter((name) => !listAllowed(key).includes(name))
      .map((name) => `has the unknown variable {${name}}. Fix: ${describeFix(key)}.`),
  ];
};

const describeFix = (key: string) =>
  isRefusal(key)
    ? "remove it"
    : `use ${listAllowed(key)
        .map((each) => `{${each}}`)
        .join(", ")}`;

const entriesOf = (words: object, path = ""): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === "object" && value !== null
      ? entriesOf(value, `${path}${key}.`)
      : [[`${path}${key}`, typeof value === "string" ? value : ""]],
  );
