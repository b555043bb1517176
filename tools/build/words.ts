import { findVariables } from "../../src/templates/fill.ts";

/** What may stand in the words besides {brand}, by key; a key that is not listed may hold {brand} alone. */
const variablesOf: Record<string, readonly string[]> = {
  "frame.greetingByName": ["name"],
  "mails.invitation.expiry": ["days"],
  "mails.invitation.sms": ["code", "userName"],
  "pages.reset.rules": ["length"],
};

/** In a text message nothing but the words carries what it is sent for. */
const needed = (key: string) => (key.endsWith(".sms") ? (variablesOf[key] ?? ["code"]) : []);
const allowed = (key: string) => (isRefusal(key) ? [] : ["brand", ...(variablesOf[key] ?? needed(key))]);

/** Cognito shows a refusal as it is. */
const isRefusal = (key: string) => key.startsWith("refusals.");

/** Keys that a language lacks or has too many, and variables that nothing fills; each with its file and key. */
export function checkWords(languages: Record<string, object>): string[] {
  const measure = new Map(entriesOf(languages["en"] ?? {}));
  return Object.entries(languages).flatMap(([language, words]) => {
    const file = `src/templates/languages/${language}.json`;
    const found = new Map(entriesOf(words));
    return [
      ...[...measure.keys()]
        .filter((key) => !found.has(key))
        .map((key) => `${file}: ${key} is missing. Fix: translate it from en.json.`),
      ...[...found].flatMap(([key, text]) =>
        problemsOf(key, text, measure).map((problem) => `${file}: ${key} ${problem}`),
      ),
    ];
  });
}

function problemsOf(key: string, text: string, measure: ReadonlyMap<string, string>): string[] {
  const variables = findVariables(text);
  return [
    ...(measure.has(key) ? [] : ["is not in en.json. Fix: remove it, or add it there."]),
    ...(text.trim() === "" ? ["is empty. Fix: write it."] : []),
    ...needed(key)
      .filter((name) => !variables.includes(name))
      .map((name) => `lacks {${name}}. Fix: put it in.`),
    ...variables
      .filter((name) => !allowed(key).includes(name))
      .map((name) => `has {${name}}, which nothing fills. Fix: ${fixOf(key)}.`),
  ];
}

const fixOf = (key: string) =>
  isRefusal(key)
    ? "remove it"
    : `use ${allowed(key)
        .map((each) => `{${each}}`)
        .join(", ")}`;

const entriesOf = (words: object, path = ""): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === "object" && value !== null
      ? entriesOf(value, `${path}${key}.`)
      : [[`${path}${key}`, typeof value === "string" ? value : ""]],
  );
