import type { Words } from "../../templates/languages.ts";

/** The codes of the texts that a refused person can read. */
export type RefusalCode = keyof Words["refusals"];
