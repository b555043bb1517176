/** Why the suite refused: a code to decide by, and its text in the person's language, to be shown as text. */
export type Refusal = { code: string; text: string };

/** Where SDKs and frameworks keep what Cognito said. */
const errorFields = [
  "message",
  "error_description",
  "errorMessage",
  "underlyingError",
  "underlyingException",
  "cause",
  "error",
];

/** Neither deep nor long is what a server or an attacker can make this read. */
const limits = { texts: 40, depth: 4, characters: 4_096 };

const codeForm = /\[([A-Z]{2,10}-[A-Z][A-Z-]{0,30})\] /;

/** Managed login puts what went wrong into the address that it returns to. */
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
  // A text is one line without quotation marks; what follows is its wrapper's: of Java, of Dart, of JSON.
  const message = (rest.split(/[\r\n"]|\\"| \(Service: /, 1)[0] ?? "").trim();
  // Cognito puts a full stop behind every error.
  const withoutStop = /[.!?。！？؟]\.$/.test(message) ? message.slice(0, -1) : message;
  return withoutStop === "" ? undefined : { code: found[1], text: withoutStop };
};

/** All texts of an error, the outermost first. */
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
 * What Cognito says when the suite refused somebody, without its wrapping ("PreSignUp failed with error [SU-DOMAIN] …"),
 * whether it comes from the AWS SDK, Amplify, a mobile SDK, the JSON of Cognito's API, or managed login's address
 * (`location.search`). Undefined for every other error; never throws.
 */
export const refusalOf = (error: unknown): Refusal | undefined => {
  try {
    for (const text of textsOf(error)) {
      const found = findRefusal(text);
      if (found) return found;
    }
  } catch {
    // A getter of something that is no error.
  }
  return undefined;
};
