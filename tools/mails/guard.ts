import type { Gate } from "./gate.ts";
import { badMail, placeholders } from "./mail.ts";
import { contractBreaches } from "./specimens.ts";
import { mostCharacters, specimenProblems } from "./worst-case.ts";

const nearPlaceholder = (text: string): string[] => [
  ...(/\bcode\b/.test(text) ? ["{{code}}"] : []),
  ...(/user name/.test(text) ? ["{{userName}}"] : []),
];

/** The guard that stands before every mail in Lambda: why it would step down, and the margin to Cognito's limit. */
export const guard: Gate = {
  name: "contract guard",
  title: "Message contract",
  takes: () => true,
  sees: ({ id }) => id,
  open: () => ({
    check: (mail) => {
      const known = mail.breaches.map(({ text }) => text);
      const contract = contractBreaches(mail).filter((text) => !known.includes(text));
      return {
        faults: [
          ...specimenProblems(mail).map((text) => ({ rule: "guard", text, near: nearPlaceholder(text) })),
          ...contract.map((text) => ({ rule: "contract", text, near: nearPlaceholder(text) })),
        ],
      };
    },
  }),
  controls: [
    {
      mail: badMail({ html: "x".repeat(mostCharacters + 1), breaches: [{ version: "rich", text: "is refused" }] }),
      rules: ["guard"],
    },
    { mail: badMail({ html: "Words", text: "Words", expected: { code: placeholders.code } }), rules: ["contract"] },
    { mail: badMail({ html: `${placeholders.code}` }), rules: ["contract"] },
  ],
};
