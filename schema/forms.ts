import { z } from "zod";
import { didYouMean, joinWithOr } from "./did-you-mean.ts";

/** Says what is wrong with the setting of this path, and what to write instead. */
export type Refuse = (path: string, message: string) => void;

/** A zod check for settings that do not go together. It waits until each is right by itself, so that no mistake gets two lines. */
export const checkTogether =
  <Value>(rule: (value: Value, refuse: Refuse) => void) =>
  ({ value, issues }: z.core.ParsePayload<Value>): void => {
    if (issues.length === 0)
      rule(value, (path, message) => issues.push({ code: "custom", path: path ? [path] : [], message, input: value }));
  };

/** The message for a setting that is missing or has another value; zod gives it for all checks of the schema, too. */
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

/** An address that may stand in HTML, styles and mails as it is. */
export const https = z
  .string(mustBe('an https address, such as "https://www.example.com", without quotes, braces, spaces or a user name'))
  .refine(isHttps);

/** Scheme and host, to which the suite adds its own paths. */
export const origin = z
  .string(mustBe('an https origin without a path, such as "https://accounts.example.com"'))
  .refine((text) => isHttps(text) && new URL(text).origin === text);

export const emailAddress = z.email(mustBe("an email address, such as operations@example.com"));

export const domain = z
  .string(mustBe("a domain in lower case, such as example.com, in its xn-- form if it has other letters"))
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);

const plainAddress = /^[^\s<>@"(),:;[\]\\]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const namedAddress = /^(?:[\w!#$%&'*+/=?^`{|}~ -]+|"[\x20-\x21\x23-\x5b\x5d-\x7e]+") <([^<>]+)>$/;

/** The bare address of a sender; undefined if SES would not take the sender. */
export const addressOf = (sender: string): string | undefined => {
  const address = namedAddress.exec(sender)?.[1] ?? sender;
  return plainAddress.test(address) ? address : undefined;
};

/** A sender as SES and Cognito take it. */
export const sender = z
  .string(mustBe('"Name <address@your.domain>", a name with signs in double quotes, and beyond ASCII as =?UTF-8?B?…?='))
  .refine((text) => addressOf(text) !== undefined);

export const trueOrFalse = z.boolean(mustBe("true or false"));

/** One of these words. */
export const choice = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words, mustBe(joinWithOr(words), words));

/** Some of these words, each once. */
export const choices = <const Word extends string>(words: readonly Word[], least = 0) =>
  z
    .array(choice(words), mustBe(`a list of ${least > 0 ? "at least one of " : ""}${joinWithOr(words)}`))
    .min(least)
    .refine((given) => new Set(given).size === given.length, "has a word twice: remove one");

/** A whole number of `unit`. */
export const wholeNumber = (least: number, most: number, unit?: string) => {
  const be = `a whole number${unit ? ` of ${unit}` : ""}, ${least} to ${most}`;
  return z.int(mustBe(be)).min(least).max(most);
};

/** A string that is not empty. */
export const nonEmptyString = (be: string) => z.string(mustBe(be)).min(1);

export const region = z.string(mustBe("an AWS region, such as eu-west-1")).regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/);

/** Of Route 53. */
export const hostedZone = z.string(mustBe("a hosted zone's id, such as Z0123456789ABC")).regex(/^Z[0-9A-Z]{5,31}$/);

/** A name of a group, provider or attribute: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
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

/** An attribute of a user, by Cognito's name. */
export const attributeName = z
  .string(mustBe("a standard attribute by Cognito's name, or custom: and the name of your own", standardAttributes))
  .refine((name) => /^custom:./.test(name) || standardAttributes.includes(name));
