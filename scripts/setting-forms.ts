import { z } from "zod";

/** An https address; `what` names it to whoever wrote it wrong. */
export const https = (what: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && new URL(text).protocol === "https:", {
      error: `${what} must be an https address, such as "https://accounts.example.com"`,
    })
    .refine((text) => !/["'`{}<>\s\\]/.test(text) && !(URL.canParse(text) && new URL(text).username), {
      error: `${what} has no quotes, braces, spaces or user names in it: write them encoded`,
    });

/** Scheme and host, to which the suite puts its own paths. */
export const origin = https("a link origin").refine((text) => !URL.canParse(text) || new URL(text).origin === text, {
  error: "a link origin is scheme and host only, without a path or a slash at the end",
});

const plainAddress = /^[^\s<>@"(),:;[\]\\]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const named = /^(?:[\w!#$%&'*+/=?^`{|}~ -]+|"[\x20-\x21\x23-\x5b\x5d-\x7e]+") <([^<>]+)>$/;

/** The bare address of a sender; undefined where the text is no sender that SES would take. */
export const addressOf = (sender: string): string | undefined => {
  const address = named.exec(sender)?.[1] ?? sender;
  return plainAddress.test(address) ? address : undefined;
};

/** A sender as SES and Cognito take it. */
export const sender = z
  .string({ error: 'the sender is missing: write "Name <address@your.domain>"' })
  .refine((text) => addressOf(text) !== undefined, {
    error:
      'the sender is written "Name <address@your.domain>"; a name with commas, dots or brackets in double quotes, other letters than ASCII as =?UTF-8?B?…?=',
  });

export const flag = z.boolean({ error: "true or false" });

/** One of these words. */
export const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `one of ${words.join(", ")}` });

/** Some of these words, each once. */
export const choices = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .array(choice(words), { error: `a list of ${words.join(", ")}` })
    .refine((given) => new Set(given).size === given.length, { error: "names one twice" });

/** A whole number of `unit`. */
export const whole = (unit: string, least: number, most: number) => {
  const error = `${unit}, a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

/** A text that is more than nothing. */
export const filled = (what: string) => z.string({ error: what }).min(1, { error: what });

export const region = z
  .string({ error: "name the AWS region, such as eu-west-1" })
  .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, { error: "an AWS region is written as eu-west-1" });

/** A zone of Route 53. */
export const hostedZone = z
  .string()
  .regex(/^Z[0-9A-Z]{5,31}$/, { error: "a Route 53 hosted zone id, such as Z0123456789ABC" });

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
export const standardAttributes = [
  "address",
  "birthdate",
  "email",
  "family_name",
  "gender",
  "given_name",
  "locale",
  "middle_name",
  "name",
  "nickname",
  "phone_number",
  "picture",
  "preferred_username",
  "profile",
  "updated_at",
  "website",
  "zoneinfo",
] as const;

/** An attribute of a user, by Cognito's name. */
export const attributeName = z
  .string()
  .refine((name) => /^custom:./.test(name) || standardAttributes.some((standard) => standard === name), {
    error: "no such attribute: standard ones have Cognito's names, your own begin with custom:",
  });
