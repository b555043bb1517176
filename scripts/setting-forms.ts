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
