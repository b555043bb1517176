import type { LeasedMail } from "../aws/outbox.ts";
import { chooseGreetingName } from "../rules/mail/greeting-name.ts";
import { brandOf, linkOriginOf } from "../rules/mail/reader.ts";
import { createResetLink } from "../rules/mail/verification-link.ts";
import type { ProfileRow } from "../rules/people/profile.ts";
import type { Suite } from "../settings/suite.ts";
import { languageTags } from "../templates/compiled/words/tags.ts";
import { type NoticeMail, noticeMails, noticeWords } from "../templates/notice-mails.ts";
import { type RenderedMail, renderMail } from "../templates/render.ts";

/** The other notices report something that may not have been the user, so they link to a password reset. */
const websiteKinds: readonly NoticeMail[] = ["welcome", "address-changed"];

export type Notice = RenderedMail & { from?: string; replyTo?: string };

/** If the settings no longer have the row's language or brand, the default is used. */
export const renderNotice =
  (suite: Suite, pagesUrl: string) =>
  (
    { kind, language, brand: brandKey, details }: Pick<LeasedMail, "kind" | "language" | "brand" | "details">,
    { emailVerified, givenName, name, clientId }: Pick<ProfileRow, "emailVerified" | "givenName" | "name" | "clientId">,
  ): Notice => {
    const brand = brandOf(suite, brandKey);
    const offered = languageTags.includes(language) ? language : suite.language;
    const message = renderMail(noticeMails[kind], {
      words: noticeWords(offered),
      language: offered,
      brand,
      // Until the address is verified, its owner may be a stranger, who must not read the user's text.
      name: emailVerified ? chooseGreetingName({ given_name: givenName, name }) : undefined,
      link: websiteKinds.includes(kind)
        ? brand.website
        : createResetLink({
            origin: linkOriginOf(suite, brand, pagesUrl),
            language: offered,
            brand: brandKey,
            clientId,
          }),
      when: details["at"],
    });
    return {
      ...message,
      ...(brand.sender !== undefined && { from: brand.sender }),
      ...(brand.replyTo !== undefined && { replyTo: brand.replyTo }),
    };
  };
