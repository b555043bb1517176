/**
 * Cognito accepts letters, marks, symbols, numbers, punctuation and plain white space. This matches what it rejects,
 * such as no-break spaces, joiners and direction marks.
 */
const hiddenCharacter = /[\p{C}\p{Z}]/u;
/** A fast first filter without Latin letters: Node takes a millisecond to compile the pattern above. */
const unusualCharacters = /[^\t\n\v\f\r\x20-\x7e\u00a1-\u00ac\u00ae-\u024f]/gu;
const spaceCharacter = /\p{Z}/u;

/** Encodes characters that Cognito rejects as HTML entities. */
export const encodeHidden = (html: string): string =>
  html.replace(unusualCharacters, (character) =>
    hiddenCharacter.test(character) ? `&#${character.codePointAt(0)};` : character,
  );

/** For plain text, which has no entities: replaces unusual spaces and removes other hidden characters. */
export const removeHidden = (text: string): string =>
  text.replace(unusualCharacters, (character) =>
    hiddenCharacter.test(character) ? (spaceCharacter.test(character) ? " " : "") : character,
  );

/** Formats a value for use within words: one line, whole characters, and nothing that could form a placeholder. */
export const toValue = (value: unknown, longest: number): string =>
  Array.from(removeHidden(toText(value).toWellFormed()).replace(/\s+/g, " "))
    .slice(0, longest)
    .join("")
    .replaceAll("{", "(")
    .replaceAll("}", ")")
    .trim();

const toText = (value: unknown) => (typeof value === "string" || typeof value === "number" ? `${value}` : "");

/** A value that must not change, such as Cognito's placeholders; empty if it is not a string. */
export const toVerbatim = (value: unknown): string => (typeof value === "string" ? value.toWellFormed() : "");
