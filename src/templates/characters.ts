/**
 * Cognito takes letters, marks, symbols, numbers, punctuation and plain white space. What is outside these is hidden to
 * the eye: no-break and wide spaces, joiners, direction marks.
 */
const hiddenCharacter = /[\p{C}\p{Z}]/u;
/** All but ASCII and Latin letters: a first sieve, because Node takes a millisecond to make ready the one above. */
const unusualCharacters = /[^\t\n\v\f\r\x20-\x7e\u00a1-\u00ac\u00ae-\u024f]/gu;
const spaceCharacter = /\p{Z}/u;

/** Writes as entities what Cognito refuses to send. */
export const encodeHidden = (html: string): string =>
  html.replace(unusualCharacters, (character) =>
    hiddenCharacter.test(character) ? `&#${character.codePointAt(0)};` : character,
  );

/** For text, which knows no entities: an unusual space becomes a plain one, other hidden characters go. */
export const removeHidden = (text: string): string =>
  text.replace(unusualCharacters, (character) =>
    hiddenCharacter.test(character) ? (spaceCharacter.test(character) ? " " : "") : character,
  );

/** A value in the middle of words: one line, no half characters, and nothing that could form a placeholder. */
export const toValue = (value: unknown, longest: number): string =>
  Array.from(removeHidden(toText(value).toWellFormed()).replace(/\s+/g, " "))
    .slice(0, longest)
    .join("")
    .replaceAll("{", "(")
    .replaceAll("}", ")")
    .trim();

const toText = (value: unknown) => (typeof value === "string" || typeof value === "number" ? `${value}` : "");

/** A value that must come out as it is, such as Cognito's placeholders: text, or nothing. */
export const toVerbatim = (value: unknown): string => (typeof value === "string" ? value.toWellFormed() : "");
