import { distance } from "fastest-levenshtein";

const normalizeName = (name: string): string => name.toLowerCase().replaceAll(/[-_ ]/g, "");
const sortLetters = (text: string): string => [...text].sort().join("");

/** Letters in the wrong order count as one edit. */
const countEdits = (one: string, other: string): number =>
  one !== other && sortLetters(one) === sortLetters(other) ? 1 : distance(one, other);

/** The name that was probably meant: the nearest, or else the first that contains the text. */
export const findNearestName = (written: string, names: readonly string[]): string | undefined => {
  const text = normalizeName(written);
  const [nearest] = names
    .map((name) => ({ name, edits: countEdits(text, normalizeName(name)) }))
    .sort((one, other) => one.edits - other.edits);
  const most = text.length < 4 ? 1 : Math.max(2, Math.floor(text.length / 3));
  if (nearest && nearest.edits <= most) return nearest.name;
  return text.length < 3 ? undefined : names.find((name) => normalizeName(name).includes(text));
};

/** The end of a message about an unknown name; empty if no name is near. */
export const didYouMean = (written: unknown, names: readonly string[]): string => {
  const name = findNearestName(String(written), names);
  return name === undefined ? "" : `; did you mean "${name}"?`;
};

/** Says that a name does not exist, and either suggests one or says what to do. */
export const describeUnknownName = (what: string, name: string, names: readonly string[], fix?: string): string => {
  const other = names.length > 0 ? `choose ${joinWithOr(names)}` : "remove it";
  return `there is no ${what} "${name}"${didYouMean(name, names) || `; ${fix ?? other}`}`;
};

const orFormat = new Intl.ListFormat("en", { type: "disjunction" });

/** "a, b, or c". */
export const joinWithOr = (names: readonly string[]): string => orFormat.format(names);
