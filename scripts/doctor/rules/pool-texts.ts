import type { Problem, Rules } from "../finding.ts";
import { poolsOf } from "../relations.ts";
import { at, type Named, type Template, texts } from "../template.ts";

const code = "{####}";
const userName = "{username}";

/** Paths of the texts that bring a code. */
const withCode = [
  ["VerificationMessageTemplate", "EmailMessage"],
  ["VerificationMessageTemplate", "SmsMessage"],
  ["EmailVerificationMessage"],
  ["SmsVerificationMessage"],
  ["EmailAuthenticationMessage"],
  ["SmsAuthenticationMessage"],
];

/** What only the deployment knows has no words yet. */
const isKnown = (text: string): boolean => !/^(?:\$\{[^}]+\}|\{".*)$/s.test(text);

const textsAt = (template: Template, { properties }: Named, path: readonly string[]): string[] =>
  texts(template, at(properties, ...path)).filter(isKnown);

/** People who sign in by a mailed code or an SMS may be invited without a password. */
const needsPassword = (template: Template, { properties }: Named): boolean =>
  !texts(template, at(properties, "Policies", "SignInPolicy", "AllowedFirstAuthFactors")).some((factor) =>
    factor.endsWith("_OTP"),
  );

/** The pool's own words. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html */
export const poolTextRules = {
  "pool-invitation": ({ template }) =>
    poolsOf(template).flatMap((pool) =>
      ["EmailMessage", "SMSMessage"].flatMap((key) => {
        const path = ["AdminCreateUserConfig", "InviteMessageTemplate", key];
        const needed = [userName, ...(needsPassword(template, pool) ? [code] : [])];
        return textsAt(template, pool, path).flatMap((text): Problem[] => {
          const missing = needed.filter((one) => !text.includes(one));
          return missing.length === 0
            ? []
            : [
                {
                  resource: pool.id,
                  wrong: `InviteMessageTemplate.${key} has no ${missing.join(" and no ")}, so who is invited cannot sign in.`,
                  fix: `write ${userName} where the user name stands, and ${code} where the temporary password does.`,
                },
              ];
        });
      }),
    ),

  "pool-verification-text": ({ template }) =>
    poolsOf(template).flatMap((pool) => [
      ...withCode.flatMap((path) =>
        textsAt(template, pool, path)
          .filter((text) => !text.includes(code))
          .map(() => ({
            resource: pool.id,
            wrong: `${path.join(".")} has no ${code}, so the code never reaches anybody, and Cognito refuses it.`,
            fix: `write ${code} where the code stands.`,
          })),
      ),
      ...textsAt(template, pool, ["VerificationMessageTemplate", "EmailMessageByLink"])
        .filter((text) => !/\{##(?!##\})[^{}]+##\}/.test(text))
        .map(() => ({
          resource: pool.id,
          wrong: "VerificationMessageTemplate.EmailMessageByLink has no {##words##}, so the mail has no link.",
          fix: "write {## and ##} around the words that are the link.",
        })),
    ]),
} satisfies Rules;
