import type { RefusalCode } from "../rules/sign-up/refusal-code.ts";
import { Refusal } from "../runtime/errors.ts";
import words from "../templates/compiled/words/refusals.ts";
import type { Language } from "../templates/languages.ts";
import { readWords } from "../templates/words.ts";

const refusalWords = readWords<Record<RefusalCode, string>>(words);

/** A refusal with its code and message in the user's language. */
export const createRefusal = (code: RefusalCode, language: Language): Refusal =>
  new Refusal(`[${code}] ${refusalWords(language)[code]}`);
