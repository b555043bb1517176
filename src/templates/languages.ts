import de from "./languages/de.json" with { type: "json" };
import en from "./languages/en.json" with { type: "json" };

/** All that a reader reads, in one language. English is the measure: a key it has, every language has. */
export type Words = typeof en;

/**
 * To add a language: one file in languages/, one line here. The build makes of it what the functions carry, so that
 * none of them imports this file.
 */
export const languages = { en, de } satisfies Record<string, Words>;

export type Language = keyof typeof languages;
