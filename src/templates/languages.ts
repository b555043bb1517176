import de from "./languages/de.json" with { type: "json" };
import en from "./languages/en.json" with { type: "json" };

/** All that a reader reads, in one language. English is the measure: a key it has, every language has. */
export type Words = typeof en;
export type Direction = "ltr" | "rtl";

/** To add a language: one file in languages/, one line here. */
export const languages = { en, de } satisfies Record<string, Words>;

export type Language = keyof typeof languages;

/** The direction a language is written in; where it says nothing else, from left to right. */
export const directionOf = (words: Words): Direction => (words.direction === "rtl" ? "rtl" : "ltr");
