import type { Words } from "../../src/templates/languages.ts";

/** Which part of a language each function carries: a mail with a code is Cognito's to send, any other the suite's own. */
const parts = {
  code: ({ direction, frame, mails }: Words) => ({ direction, frame, mails: mailsWith(mails, true) }),
  notice: ({ direction, frame, mails }: Words) => ({ direction, frame, mails: mailsWith(mails, false) }),
  pages: ({ direction, pages }: Words) => ({ direction, pages }),
  refusals: ({ refusals }: Words) => refusals,
};

const mailsWith = (mails: Words["mails"], code: boolean) =>
  Object.fromEntries(Object.entries(mails).filter(([, words]) => "codeLabel" in words === code));

const heading = "// Generated from languages/ by npm run build: change those, not this.\n";

/** The compiled words: text that is parsed when a language is first spoken, for a text costs a cold start nothing. */
export const wordFiles = (languages: Record<string, Words>): [path: string, content: string][] => {
  const tags = Object.keys(languages);
  return [
    ...Object.entries(parts).map(([part, pick]): [string, string] => {
      const texts = tags.map(
        (tag) => `  ${JSON.stringify(tag)}:\n    ${JSON.stringify(JSON.stringify(pick(languages[tag] as Words)))},\n`,
      );
      return [`words/${part}.ts`, `${heading}export default {\n${texts.join("")}};\n`];
    }),
    ["words/tags.ts", `${heading}export const languageTags = ${JSON.stringify(tags)} as const;\n`],
  ];
};
