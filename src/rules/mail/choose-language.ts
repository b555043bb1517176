/** Enough for any language, script and region; the rest of a tag changes no choice. */
const maxTagLength = 35;

/**
 * The first wanted language that is offered, by RFC 4647 look-up: `de-AT` finds `de`, and `pt` finds `pt-BR`. A wish is
 * a caller's text, so only its equality with an offered tag counts.
 */
export const chooseLanguage = <Language extends string>(
  wishes: ReadonlyArray<string | undefined>,
  offered: readonly Language[],
  otherwise: Language,
): Language => {
  for (const wish of wishes) {
    const offeredLanguage =
      wish === undefined
        ? undefined
        : findOffered(wish.trim().slice(0, maxTagLength).replaceAll("_", "-").toLowerCase(), offered);
    if (offeredLanguage) return offeredLanguage;
  }
  return otherwise;
};

const findOffered = <Language extends string>(wish: string, offered: readonly Language[]): Language | undefined => {
  const parts = wish.split("-");
  for (let length = parts.length; length > 0; length -= 1) {
    const range = parts.slice(0, length).join("-");
    const exact = offered.find((language) => language.toLowerCase() === range);
    if (exact) return exact;
  }
  return offered.find((language) => language.toLowerCase().split("-")[0] === parts[0]);
};
