export type Values = Readonly<Record<string, string>>;

const variable = /\{([a-zA-Z]+)\}/g;

export const findVariables = (words: string): string[] =>
  Array.from(words.matchAll(variable), ([, name]) => name ?? "");

/** Replaces the variables in one pass, so that a value that looks like a variable stays unchanged. */
export const fill = (words: string, values: Values): string => {
  return words.replace(variable, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      throw new Error(`"${words}" needs {${name}}, which has no value. Known: ${Object.keys(values).join(", ")}.`);
    }
    return value;
  });
};
