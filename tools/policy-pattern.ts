/** Matches the wildcards `*` and `?` of a policy. */
export const matchesPolicyPattern = (pattern: string, text: string): boolean =>
  new RegExp(`^${RegExp.escape(pattern).replaceAll("\\*", ".*").replaceAll("\\?", ".")}$`).test(text);
