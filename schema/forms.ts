import { z } from "zod";
import { didYouMean, joinWithOr } from "./did-you-mean.ts";

/** Reports a problem with the setting at this path, and what to write instead. */
export type Refuse = (path: string, message: string) => void;

/** A zod check for settings that depend on each other. It runs only if each is valid, to report a mistake once. */
export const checkTogether =
  <Value>(rule: (value: Value, refuse: Refuse) => void) =>
  ({ value, issues }: z.core.ParsePayload<Value>): void => {
    if (issues.length === 0)
      rule(value, (path, message) => issues.push({ code: "custom", path: path ? [path] : [], message, input: value }));
  };

/** The message for a missing or invalid setting. zod uses it for all checks of the schema. */
export const mustBe = (be: string, names: readonly string[] = []) => ({
  error: ({ input }: { input?: unknown }): string => {
    if (input === undefined) return `missing: write ${be}`;
    const meant = didYouMean(input, names);
    return meant ? `no such value${meant}` : `must be ${be}`;
  },
});

const isHttps = (text: string): boolean => {
  const url = URL.parse(text);
  return url?.protocol === "https:" && url.username === "" && !/["'`{}<>\s\\]/.test(text);
};

/** A URL that is safe in HTML, styles and mails. */
export const https = z
  .string(mustBe('an https URL, such as "https://www.example.com", without quotes, braces, spaces or a user name'))
  .refine(isHttps);

/** Scheme and host; the suite appends its own paths. */
export const origin = z
  .string(mustBe('an https origin without a path, such as "https://accounts.example.com"'))
  .refine((text) => isHttps(text) && new URL(text).origin === text);

export const emailAddress = z.email(mustBe("an email address, such as operations@example.com"));

export const domain = z
  .string(mustBe("a lower-case domain, such as example.com, in its xn-- form if it is not ASCII"))
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);

const plainAddress = /^[^\s<>@"(),:;[\]\\]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const namedAddress = /^(?:[\w!#$%&'*+/=?^`{|}~ -]+|"[\x20-\x21\x23-\x5b\x5d-\x7e]+") <([^<>]+)>$/;

/** The bare address of a sender; undefined if SES would reject the sender. */
export const addressOf = (sender: string): string | undefined => {
  const address = namedAddress.exec(sender)?.[1] ?? sender;
  return plainAddress.test(address) ? address : undefined;
};

/** A sender as SES and Cognito accept it. */
export const sender = z
  .string(
    mustBe('"Name <address@your.domain>", with punctuation in double quotes, or a non-ASCII name as =?UTF-8?B?…?='),
  )
  .refine((text) => addressOf(text) !== undefined);

export const trueOrFalse = z.boolean(mustBe("true or false"));

export const choice = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words, mustBe(joinWithOr(words), words));

/** Some of these words, without duplicates. */
export const choices = <const Word extends string>(words: readonly Word[], least = 0) =>
  z
    .array(choice(words), mustBe(`a list of ${least > 0 ? "at least one of " : ""}${joinWithOr(words)}`))
    .min(least)
    .refine((given) => new Set(given).size === given.length, "has a value twice: remove one");

export const wholeNumber = (least: number, most: number, unit?: string) => {
  const be = `a whole number${unit ? ` of ${unit}` : ""}, ${least} to ${most}`;
  return z.int(mustBe(be)).min(least).max(most);
};

export const nonEmptyString = (be: string) => z.string(mustBe(be)).min(1);

export const region = z.string(mustBe("an AWS region, such as eu-west-1")).regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/);

export const hostedZone = z.string(mustBe("a hosted zone's id, such as Z0123456789ABC")).regex(/^Z[0-9A-Z]{5,31}$/);

/**
 * The name of a group, provider or attribute:
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html
 */
export const poolName = (least: number, most: number) =>
  z
    .string(mustBe(`a name of ${least} to ${most} characters without spaces`))
    .regex(new RegExp(`^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{${least},${most}}$`, "u"));

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
export const standardAttributes: readonly string[] =
  "address birthdate email family_name gender given_name locale middle_name name nickname phone_number picture preferred_username profile updated_at website zoneinfo".split(
    " ",
  );

/** Attributes that only Cognito writes. */
export const verifiedAttributes = ["email_verified", "phone_number_verified"];

export const attributeName = z
  .string(mustBe("a standard attribute, by Cognito's name, or custom:<name>", standardAttributes))
  .refine((name) => /^custom:./.test(name) || standardAttributes.includes(name));
