import { placeholders } from "../../src/rules/mail/message-contract.ts";
import type { Gate } from "./gate.ts";
import { newBadMail } from "./mail.ts";
import { findContractBreaches } from "./specimens.ts";
import { findSpecimenProblems, mostCharacters } from "./worst-case.ts";

const listPlaceholderHints = (text: string): string[] => [
  ...(/\bcode\b/.test(text) ? ["{{code}}"] : []),
  ...(/user name/.test(text) ? ["{{userName}}"] : []),
];

/** The checks that run before every mail in Lambda, with a margin to Cognito's length limit. */
export const guard: Gate = {
  name: "contract guard",
  title: "Message contract",
  takes: () => true,
  sees: ({ id }) => id,
  open: () => ({
    check: (mail) => {
      const known = mail.breaches.map(({ text }) => text);
      const contract = findContractBreaches(mail).filter((text) => !known.includes(text));
      return {
        faults: [
          ...findSpecimenProblems(mail).map((text) => ({ rule: "guard", text, near: listPlaceholderHints(text) })),
          ...contract.map((text) => ({ rule: "contract", text, near: listPlaceholderHints(text) })),
        ],
      };
    },
  }),
  controls: [
    {
      mail: newBadMail({ html: "x".repeat(mostCharacters + 1), breaches: [{ version: "rich", text: "is refused" }] }),
      rules: ["guard"],
    },
    { mail: newBadMail({ html: "Words", text: "Words", expected: { code: placeholders.code } }), rules: ["contract"] },
    { mail: newBadMail({ html: `${placeholders.code}` }), rules: ["contract"] },
  ],
};
