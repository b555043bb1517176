import settings from "../../suite.config.ts";
import { mostCharacters, specimenProblems } from "../check-messages.ts";
import { specimens } from "../specimens.ts";
import { badMail } from "./bad-mail.ts";
import type { Gate } from "./gate.ts";
import type { Mail } from "./mail.ts";

/** An address that no mail of Cognito's has room for. */
const website = `https://www.example.com/${"x".repeat(9_000)}`;

const overlong = (): Mail[] => {
  const suite = { ...settings, brands: { default: { ...settings.brands.default, website } }, appClients: {} };
  const [first] = specimens(suite, { languages: ["en"] });
  return first ? [{ ...first, worst: false }] : [];
};

/** The guard that stands before every mail in Lambda: what it would step down from, and the margin to Cognito's limit. */
export const guard: Gate = {
  name: "contract guard",
  worst: true,
  sees: ({ id }) => id,
  open: () => ({
    check: (mail) =>
      specimenProblems(mail).map((problem) => ({ rule: "guard", text: problem.replace(`${mail.id}: `, "") })),
  }),
  controls: () => [
    ...overlong().map((mail) => ({ mail, rules: ["guard"] })),
    { mail: badMail({ html: "x".repeat(mostCharacters + 1) }), rules: ["guard"] },
  ],
};
