import type { Attributes } from "../../runtime/cognito-event.ts";
import type { Suite } from "../../settings/suite.ts";
import type { Brand } from "../../templates/brand.ts";
import { languageTags } from "../../templates/compiled/words/tags.ts";
import type { Language } from "../../templates/languages.ts";
import { readAttribute } from "../people/attribute.ts";
import { chooseLanguage } from "./choose-language.ts";

/** The brand and language for a user; plain keys, so that rows can store them. */
export type Reader = { brand: string; language: Language };

type ReaderSource = {
  clientId?: string | null | undefined;
  userAttributes?: Attributes | null | undefined;
  clientMetadata?: Attributes | null | undefined;
};

/** The language is that of clientMetadata.locale, the user's locale, the app client or the suite, in this order. */
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

/** The default brand if the settings no longer have the key. */
export const brandOf = (suite: Suite, key: string): Brand =>
  Object.hasOwn(suite.brands, key) ? (suite.brands[key] as Brand) : suite.brands.default;

/** Where links lead: to the brand's app, the suite's app or the suite's own pages. */
export const linkOriginOf = ({ links }: Suite, { linkOrigin }: Brand, pagesUrl: string): string =>
  linkOrigin ?? links.origin ?? pagesUrl;
