import { z } from "zod";
import { asciiDomain } from "../src/rules/mail-address.ts";
import { attributeName } from "./setting-forms.ts";

const domain = z.string().refine((text) => asciiDomain(text) !== undefined && !text.endsWith("."), {
  error:
    'a domain is written as "example.com", or in its own letters: its subdomains are meant, too, without "*" or "@"',
});

const perHour = z.int({ error: "a whole number; 0 for no limit" }).min(0, { error: "a whole number; 0 for no limit" });

// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
// https://docs.aws.amazon.com/secretsmanager/latest/APIReference/API_CreateSecret.html
const secretName = z.string().regex(/^[\w/+=.@-]{1,512}$/, {
  error: "the name of a parameter or secret, such as /cognito-trigger-suite/captcha; never the secret itself",
});

const captcha = z
  .strictObject({
    provider: z.enum(["turnstile", "recaptcha", "hcaptcha"], {
      error: 'say "turnstile", "recaptcha" or "hcaptcha"',
    }),
    secret: z.union([z.strictObject({ parameter: secretName }), z.strictObject({ secret: secretName })], {
      error: "where the secret key is kept: { parameter: <name> } or { secret: <name> }, never the key itself",
    }),
    hostnames: z
      .array(
        z.string().refine((text) => text === "localhost" || asciiDomain(text) === text, {
          error: 'a host is written as "www.example.com", in lower case, without scheme and port',
        }),
      )
      .min(1, { error: "name the hosts that the widget stands on: a token of another site would do otherwise" }),
    action: z.string().min(1).max(32, { error: "at most 32 characters" }).optional(),
    leastScore: z.number().min(0).max(1, { error: "a score is from 0 to 1" }).optional(),
    whenDown: z.enum(["let-in", "refuse"], { error: 'say "let-in" or "refuse"' }),
  })
  .superRefine(({ provider, action, leastScore }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (action !== undefined && provider === "hcaptcha") refuse("action", "hCaptcha has no actions: remove it");
    if (leastScore !== undefined && provider !== "recaptcha")
      refuse("leastScore", "only reCAPTCHA v3 gives a score: remove it");
  });

const terms = z.strictObject({
  version: z
    .string({ error: "the terms need a version" })
    .min(1, { error: "the terms need a version" })
    .max(256, { error: "at most 256 characters" }),
  attribute: attributeName.optional(),
});

/** What a schema takes, or false for "not here". A union would say "invalid" and not what. */
const orFalse = (schema: z.ZodType) =>
  z.unknown().superRefine((value, context) => {
    if (value === false) return;
    for (const issue of schema.safeParse(value).error?.issues ?? [])
      context.addIssue({ ...issue } as Parameters<typeof context.addIssue>[0]);
  });

/** Who may join. */
export const signUpSchema = z.strictObject({
  allowedDomains: z.array(domain),
  deniedDomains: z.array(domain),
  disposableDomains: z.enum(["allowed", "refused"], { error: 'say "allowed" or "refused"' }).optional(),
  notDisposable: z.array(domain).optional(),
  subAddresses: z
    .enum(["allowed", "refused"], { error: 'say "allowed" or "refused"; "one-account" is no longer offered' })
    .optional(),
  invitationOnly: z.boolean({ error: "say true or false" }).optional(),
  perAddressAndHour: perHour,
  perDomainAndHour: perHour.optional(),
  perPublicDomainAndHour: perHour.optional(),
  captcha: orFalse(captcha).optional(),
  requiredAttributes: z.array(attributeName).optional(),
  minimumAge: z
    .int({ error: "years are a whole number" })
    .min(1, { error: "at least 1 year" })
    .max(120, { error: "at most 120 years" })
    .optional(),
  terms: orFalse(terms).optional(),
});

/** What may be otherwise for an app client. */
export const appClientSignUpSchema = signUpSchema.partial();
