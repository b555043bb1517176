import type { Problem, Rules } from "../finding.ts";
import { poolsOf } from "../relations.ts";
import { at, possible } from "../template.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cognito-userpool-passwordpolicy.html */
const limits = {
  MinimumLength: { least: 6, most: 99 },
  PasswordHistorySize: { least: 0, most: 24 },
  TemporaryPasswordValidityDays: { least: 0, most: 365 },
};

/** NIST SP 800-63B and OWASP ask for no less of a password. */
const short = 8;

/** What a password must be like. */
export const poolPasswordRules = {
  "pool-password": ({ template, production }) =>
    poolsOf(template).flatMap((pool) => {
      const numbers = (key: string) =>
        possible(template, at(pool.properties, "Policies", "PasswordPolicy", key))
          .map(Number)
          .filter((value) => !Number.isNaN(value));
      return [
        ...Object.entries(limits).flatMap(([key, { least, most }]): Problem[] =>
          numbers(key)
            .filter((value) => value < least || value > most || !Number.isInteger(value))
            .map((value) => ({
              resource: pool.id,
              wrong: `PasswordPolicy.${key} is ${value}, and Cognito takes ${least} to ${most}.`,
              fix: "stay within.",
            })),
        ),
        ...numbers("MinimumLength")
          .filter((value) => production && value >= limits.MinimumLength.least && value < short)
          .map((value) => ({
            resource: pool.id,
            wrong: `a password of ${value} characters is enough, and such are guessed.`,
            fix: `set PasswordPolicy.MinimumLength to ${short} or more.`,
          })),
      ];
    }),
} satisfies Rules;
