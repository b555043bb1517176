export type Values = Readonly<Record<string, string>>;

const variable = /\{([a-zA-Z]+)\}/g;

/** The names of the variables that stand in the words. */
export const findVariables = (words: string): string[] =>
  Array.from(words.matchAll(variable), ([, name]) => name ?? "");

/** Puts the values into the words, in one pass: what looks like a variable inside a value stays as it is. */
export function fill(words: string, values: Values): string {
  return words.replace(variable, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      throw new Error(`"${words}" asks for {${name}}, which is not given. Given: ${Object.keys(values).join(", ")}.`);
    }
    return value;
  });
}
