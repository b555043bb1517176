import { mostCharacters } from "../../scripts/check-messages.ts";
import { limits } from "../../src/rules/message-contract.ts";
import { languageTags } from "../../src/templates/compiled/words/tags.ts";
import { type Selection, sampleEvent } from "./mails.ts";
import { type Made, makeMail } from "./make-mail.ts";
import type { Sources } from "./sources.ts";

/** The marks on the meter: the goal, where the build fails, and what Cognito takes. */
export const marks = { goal: 16_000, most: mostCharacters, limit: limits.email };

export type Worst = { characters: number; language: string; brand: string; breaches: Made["breaches"] };

/** The mail at its worst, for this reader and for the one who has it worst of all. */
export const worstOf = async (
  { suite, ready }: Pick<Sources, "suite" | "ready">,
  selection: Selection,
): Promise<{ here: Worst; anywhere: Worst } | undefined> => {
  const found: Worst[] = [];
  for (const brand of Object.keys(suite().brands))
    for (const language of languageTags) {
      const made = await makeMail(
        suite(),
        sampleEvent(suite(), { ...selection, language, brand, sample: "longest" }),
        ready,
      );
      if (made) found.push({ characters: made.html.length, language, brand, breaches: made.breaches });
    }
  const here = found.find(({ language, brand }) => language === selection.language && brand === selection.brand);
  const anywhere = found.toSorted((one, other) => other.characters - one.characters)[0];
  return here && anywhere && { here, anywhere };
};
