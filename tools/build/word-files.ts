import type { Words } from "../../src/templates/languages.ts";

/** The part of a language that each function contains. Cognito sends mails with a code, the suite all others. */
export const wordParts = {
  code: ({ direction, frame, mails }: Words) => ({ direction, frame, mails: selectMails(mails, true) }),
  notice: ({ direction, frame, mails }: Words) => ({ direction, frame, mails: selectMails(mails, false) }),
  pages: ({ direction, pages }: Words) => ({ direction, pages }),
  refusals: ({ refusals }: Words) => refusals,
};

const selectMails = (mails: Words["mails"], hasCode: boolean) =>
  Object.fromEntries(Object.entries(mails).filter(([, words]) => "codeLabel" in words === hasCode));

const heading = "// Generated from languages/ by npm run build. Edit those files instead.\n";

/** The words as JSON text, parsed when a language is first used. Text adds almost nothing to a cold start. */
export const formatWordFiles = (languages: Record<string, Words>): [path: string, content: string][] => {
  const tags = Object.keys(languages);
  return [
    ...Object.entries(wordParts).map(([part, pick]): [string, string] => {
      const texts = tags.map(
        (tag) => `  ${JSON.stringify(tag)}:\n    ${JSON.stringify(JSON.stringify(pick(languages[tag] as Words)))},\n`,
      );
      return [`words/${part}.ts`, `${heading}export default {\n${texts.join("")}};\n`];
    }),
    ["words/tags.ts", `${heading}export const languageTags = ${JSON.stringify(tags)} as const;\n`],
  ];
};
