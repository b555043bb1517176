/** Enough for any language, script and region. The rest of a tag does not affect the choice. */
const maxTagLength = 35;

/**
 * The first wish that is offered, by RFC 4647 lookup: `de-AT` finds `de`, and `pt` finds `pt-BR`. Wishes come from
 * callers, so they are only compared with the offered tags.
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
