/** Why the suite refused: a code for your app, and a message in the user's language, to be shown as plain text. */
export type Refusal = { code: string; text: string };

/** The fields in which SDKs and frameworks keep Cognito's message. */
const errorFields = [
  "message",
  "error_description",
  "errorMessage",
  "underlyingError",
  "underlyingException",
  "cause",
  "error",
];

/** Limits the work that a server or an attacker can cause. */
const limits = { texts: 40, depth: 4, characters: 4_096 };

const codeForm = /\[([A-Z]{2,10}-[A-Z][A-Z-]{0,30})\] /;

/** Managed login puts the error into the address that it returns to. */
const decodeText = (text: string): string => {
  if (!/%5B/i.test(text)) return text;
  try {
    return decodeURIComponent(text.slice(text.search(/%5B/i)).split(/[&#]/, 1)[0]?.replaceAll("+", " ") ?? "");
  } catch {
    return text;
  }
};

const findRefusal = (given: string): Refusal | undefined => {
  const text = decodeText(given.slice(0, limits.characters));
  const found = codeForm.exec(text);
  if (!found?.[1]) return undefined;
  const rest = text.slice(found.index + found[0].length);
  // A message is one line without quotes. What follows belongs to the wrapper: Java, Dart or JSON.
  const message = (rest.split(/[\r\n"]|\\"| \(Service: /, 1)[0] ?? "").trim();
  // Cognito appends a full stop to every error.
  const withoutStop = /[.!?。！？؟]\.$/.test(message) ? message.slice(0, -1) : message;
  return withoutStop === "" ? undefined : { code: found[1], text: withoutStop };
};

/** All texts of an error, outermost first. */
const textsOf = (error: unknown): string[] => {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  let next: unknown[] = [error];
  for (let depth = 0; depth <= limits.depth && next.length > 0; depth += 1) {
    const inner: unknown[] = [];
    for (const one of next) {
      if (typeof one === "string" || one instanceof URL) texts.push(String(one));
      else if (one instanceof URLSearchParams) texts.push(one.get("error_description") ?? "");
      else if (typeof one === "object" && one !== null && !seen.has(one)) {
        seen.add(one);
        for (const place of errorFields) inner.push((one as Record<string, unknown>)[place]);
      }
      if (texts.length >= limits.texts) return texts;
    }
    next = inner;
  }
  return texts;
};

/**
 * The suite's refusal in an error, without Cognito's wrapping ("PreSignUp failed with error [SU-DOMAIN] …"). Accepts
 * errors of the AWS SDK, Amplify and mobile SDKs, the JSON of Cognito's API, and the address of managed login
 * (`location.search`). Undefined for every other error; never throws.
 */
export const refusalOf = (error: unknown): Refusal | undefined => {
  try {
    for (const text of textsOf(error)) {
      const found = findRefusal(text);
      if (found) return found;
    }
  } catch {
    // A getter of the value threw.
  }
  return undefined;
};
