const toCodePoint = (letter: string): string => `U${letter.codePointAt(0)?.toString(16)}`;

/** A CloudFormation logical id for a name: ASCII letters and digits; other letters become their code points. */
export const toLogicalName = (...words: string[]): string =>
  words
    .flatMap((word) => word.replaceAll(/[^\p{ASCII}]/gu, toCodePoint).split(/[^a-zA-Z0-9]+/))
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join("");
