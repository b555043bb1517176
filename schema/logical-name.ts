/** A letter that CloudFormation does not take, as its number. */
const toCodePoint = (letter: string): string => `U${letter.codePointAt(0)?.toString(16)}`;

/** A name as CloudFormation takes it for a resource: letters and digits of English, others as their numbers. */
export const toLogicalName = (...words: string[]): string =>
  words
    .flatMap((word) => word.replaceAll(/[^\p{ASCII}]/gu, toCodePoint).split(/[^a-zA-Z0-9]+/))
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join("");
