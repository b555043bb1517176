import type { LeasedMail } from "../aws/outbox.ts";
import type { ProfileRow } from "../aws/person.ts";
import { greetingName } from "../rules/greeting-name.ts";
import { brandOf } from "../rules/reader.ts";
import type { Suite } from "../settings.ts";
import { languages } from "../templates/languages.ts";
import { noticeMails } from "../templates/notice-mails.ts";
import { type Message, renderMail } from "../templates/render.ts";

/** The finished mail for an owed row; a language or brand that settings no longer have becomes the default. */
export const noticeFor =
  (suite: Suite) =>
  ({ kind, language, brand: brandKey, details }: LeasedMail, { givenName, name }: ProfileRow): Message => {
    const brand = brandOf(suite, brandKey);
    const offered = Object.hasOwn(languages, language) ? language : suite.language;
    return renderMail(noticeMails[kind], {
      words: languages[offered],
      language: offered,
      brand,
      name: greetingName({ given_name: givenName, name }),
      link: kind === "welcome" ? brand.website : undefined,
      when: details["at"],
    });
  };
