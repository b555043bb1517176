import type { Words } from "../../templates/languages.ts";

/** The codes of the messages for refused users. */
export type RefusalCode = keyof Words["refusals"];
