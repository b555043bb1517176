import type { Attributes } from "../../runtime/cognito-event.ts";
import type { Suite } from "../../settings/suite.ts";
import type { Brand } from "../../templates/brand.ts";
import { languageTags } from "../../templates/compiled/words/tags.ts";
import type { Language } from "../../templates/languages.ts";
import { readAttribute } from "../people/attribute.ts";
import { chooseLanguage } from "./choose-language.ts";

/** Which brand and language a person meets; both are plain keys, so they can be written to a row. */
export type Reader = { brand: string; language: Language };

type ReaderSource = {
  clientId?: string | null | undefined;
  userAttributes?: Attributes | null | undefined;
  clientMetadata?: Attributes | null | undefined;
};

/** The brand by app client; the language by clientMetadata.locale, the user's locale, the app client, the suite, in this order. */
export const readerOf = (suite: Suite, { clientId, userAttributes, clientMetadata }: ReaderSource): Reader => {
  const client = clientId && Object.hasOwn(suite.appClients, clientId) ? suite.appClients[clientId] : undefined;
  return {
    brand: client?.brand ?? "default",
    language: chooseLanguage(
      [
        readAttribute(clientMetadata, "locale"),
        readAttribute(userAttributes, "locale"),
        readAttribute(userAttributes, "custom:locale"),
      ],
      languageTags,
      client?.language ?? suite.language,
    ),
  };
};

/** The brand of that key; the default where settings no longer have it. */
export const brandOf = (suite: Suite, key: string): Brand =>
  Object.hasOwn(suite.brands, key) ? (suite.brands[key] as Brand) : suite.brands.default;
