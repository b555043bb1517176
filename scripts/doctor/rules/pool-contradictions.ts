import type { Problem, Rules } from "../finding.ts";
import { poolsOf } from "../relations.ts";
import { at, isObject, type Named, possible, type Template, texts } from "../template.ts";

const standardTypes: Record<string, string> = {
  email_verified: "Boolean",
  phone_number_verified: "Boolean",
  updated_at: "Number",
};

const standard =
  /^(?:address|birthdate|email|email_verified|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|phone_number_verified|picture|preferred_username|profile|sub|updated_at|website|zoneinfo)$/;

const attributesOf = (template: Template, { properties }: Named): Record<string, unknown>[] =>
  [properties["Schema"] ?? []]
    .flat()
    .flatMap((one) => possible(template, one))
    .filter(isObject);

const waysBack = (template: Template, { properties }: Named): string[] =>
  [at(properties, "AccountRecoverySetting", "RecoveryMechanisms") ?? []]
    .flat()
    .flatMap((one) => texts(template, at(one, "Name")));

const each = (template: Template, check: (pool: Named) => Omit<Problem, "resource">[]): Problem[] =>
  poolsOf(template).flatMap((pool) => check(pool).map((problem) => ({ resource: pool.id, ...problem })));

const when = (isWrong: boolean, wrong: string, fix: string) => (isWrong ? [{ wrong, fix }] : []);

/** Settings of a pool that Cognito refuses together. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html */
export const poolContradictionRules = {
  "pool-names": ({ template }) =>
    each(template, ({ properties }) =>
      when(
        texts(template, properties["AliasAttributes"]).length > 0 &&
          texts(template, properties["UsernameAttributes"]).length > 0,
        "Cognito refuses AliasAttributes and UsernameAttributes together.",
        "keep UsernameAttributes where people have no user name, else AliasAttributes.",
      ),
    ),

  "pool-factors": ({ template }) =>
    each(template, (pool) => {
      const mode = texts(template, pool.properties["MfaConfiguration"]);
      const second = mode.some((one) => one !== "OFF") ? texts(template, pool.properties["EnabledMfas"]) : [];
      const first = texts(template, at(pool.properties, "Policies", "SignInPolicy", "AllowedFirstAuthFactors"));
      const codes = first.filter((factor) => /^(?:EMAIL|SMS)_OTP$/.test(factor));
      const ways = waysBack(template, pool);
      const ranks = [at(pool.properties, "AccountRecoverySetting", "RecoveryMechanisms") ?? []]
        .flat()
        .map((one) => JSON.stringify(at(one, "Priority")));
      return [
        ...when(
          mode.includes("ON") && codes.length > 0,
          `Cognito refuses the first factor ${codes.join(", ")} where a second is required.`,
          "take it out of AllowedFirstAuthFactors, or set MfaConfiguration to OPTIONAL.",
        ),
        ...when(
          second.includes("EMAIL_OTP") && ways.join() === "verified_email",
          "mail is a second factor and the only way to a new password, which Cognito refuses.",
          "add verified_phone_number to RecoveryMechanisms, or take EMAIL_OTP out of EnabledMfas.",
        ),
        ...when(
          second.includes("SMS_MFA") && ways.join() === "verified_phone_number",
          "a phone is a second factor and the only way to a new password, which Cognito refuses.",
          "add verified_email to RecoveryMechanisms, or take SMS_MFA out of EnabledMfas.",
        ),
        ...when(
          new Set(ranks).size < ranks.length,
          "two RecoveryMechanisms have the same Priority.",
          "number them 1 and 2.",
        ),
        ...when(
          ways.includes("admin_only") && ways.length > 1,
          "admin_only stands alone among RecoveryMechanisms.",
          "take it out, or the others.",
        ),
        ...when(
          mode.includes("OFF") && mode.length === 1 && texts(template, pool.properties["EnabledMfas"]).length > 0,
          "MfaConfiguration is OFF, and Cognito refuses EnabledMfas beside it.",
          "set it to OPTIONAL or ON, or remove EnabledMfas.",
        ),
      ];
    }),

  "pool-from": ({ template }) =>
    each(template, ({ properties }) =>
      texts(template, at(properties, "EmailConfiguration", "From")).flatMap((from) => {
        const domain = /@([^@<>\s]+)>?$/.exec(from)?.[1]?.toLowerCase() ?? "";
        const address = /([^<\s]+@[^@<>\s]+)>?$/.exec(from)?.[1]?.toLowerCase();
        const identity = texts(template, at(properties, "EmailConfiguration", "SourceArn"))
          .map((arn) => /:identity\/([^${}]+)$/.exec(arn)?.[1]?.toLowerCase())
          .find(Boolean);
        const isWithin = identity === address || domain === identity || domain.endsWith(`.${identity}`);
        return when(
          identity !== undefined && !from.includes("${") && !isWithin,
          `From is ${from}, which is not within the identity ${identity}, and SES refuses it.`,
          "take a sender of that identity.",
        );
      }),
    ),

  "pool-schema": ({ template }) =>
    each(template, (pool) =>
      attributesOf(template, pool).flatMap((attribute) => {
        const name = String(attribute["Name"]);
        const type = texts(template, attribute["AttributeDataType"]);
        const right = standardTypes[name] ?? "String";
        return [
          ...when(
            !standard.test(name) && attribute["Required"] === true,
            `the attribute ${name} is required, and Cognito refuses that of a custom one.`,
            "remove Required, and look at it in PreSignUp.",
          ),
          ...when(
            standard.test(name) && type.some((one) => one !== right),
            `${name} is a ${type.join()}, and Cognito answers "Invalid AttributeDataType".`,
            `set AttributeDataType to ${right}.`,
          ),
        ];
      }),
    ),
} satisfies Rules;
