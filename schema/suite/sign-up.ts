import { z } from "zod";
import { toAsciiDomain } from "../../src/rules/sign-up/mail-address.ts";
import { attributeName, checkTogether, choice, mustBe, nonEmptyString, trueOrFalse, wholeNumber } from "../forms.ts";

const domain = z
  .string(mustBe('a domain such as "example.com", which includes its subdomains, without "*" or "@"'))
  .refine((text) => toAsciiDomain(text) !== undefined && !text.endsWith("."));

const perHour = z.int(mustBe("a whole number, or 0 for no limit")).min(0);

// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
// https://docs.aws.amazon.com/secretsmanager/latest/APIReference/API_CreateSecret.html
const secretName = z
  .string(mustBe("the name of a parameter or secret, such as /cognito-trigger-suite/captcha, not the secret itself"))
  .regex(/^[\w/+=.@-]{1,512}$/);

const host = z
  .string(mustBe('a host such as "www.example.com", in lower case, without scheme or port'))
  .refine((text) => text === "localhost" || toAsciiDomain(text) === text);

const captcha = z
  .strictObject({
    provider: choice(["turnstile", "recaptcha", "hcaptcha"]).describe("Provider of the captcha"),
    secret: z
      .union(
        [z.strictObject({ parameter: secretName }), z.strictObject({ secret: secretName })],
        mustBe("{ parameter: <name> } or { secret: <name> }, where the secret key is, not the key itself"),
      )
      .describe("Where the secret key is: `{ parameter }` of Systems Manager, or `{ secret }` of Secrets Manager"),
    hostnames: z.array(host, mustBe("a list of at least one host")).min(1).describe("Hosts that show the widget"),
    action: nonEmptyString("1 to 32 characters")
      .max(32)
      .exactOptional()
      .describe("Action of the widget; not for hCaptcha"),
    leastScore: z
      .number(mustBe("a number, 0 to 1"))
      .min(0)
      .max(1)
      .exactOptional()
      .describe("Lowest score of reCAPTCHA v3"),
    whenDown: choice(["let-in", "refuse"]).describe("What happens to users while the provider does not answer"),
  })
  .check(
    checkTogether(({ provider, action, leastScore }, refuse) => {
      if (action !== undefined && provider === "hcaptcha") refuse("action", "hCaptcha has no actions: remove it");
      if (leastScore !== undefined && provider !== "recaptcha")
        refuse("leastScore", "only reCAPTCHA v3 gives a score: remove it");
    }),
  );

const terms = z.strictObject({
  version: nonEmptyString("a version of 1 to 256 characters").max(256).describe("Version that users accept"),
  attribute: attributeName
    .exactOptional()
    .describe("Attribute with the version; default: `termsVersion` of the sign-up"),
});

const orFalse = <Schema extends z.ZodObject>(schema: Schema, parts: string) =>
  z.union([z.literal(false), schema], mustBe(`false, or an object with ${parts}`)).exactOptional();

const domains = z.array(domain);
const limit = perHour.exactOptional();

const oneAccount = '"one-account" was removed: write "allowed" or "refused", and remove undottedDomains';
const subAddresses = ["allowed", "refused"] as const;
const otherChoice = mustBe("allowed or refused", subAddresses).error;

export const signUpSchema = z.strictObject({
  allowedDomains: domains.describe("Email domains that may join, with their subdomains; all if empty"),
  deniedDomains: domains.describe("Email domains that may not join, with their subdomains"),
  disposableDomains: choice(["allowed", "refused"])
    .exactOptional()
    .meta({ description: "Domains of disposable addresses", default: "allowed" }),
  notDisposable: domains.exactOptional().describe("Disposable domains that may join, in addition to `allowedDomains`"),
  subAddresses: z
    .enum(subAddresses, { error: (issue) => (issue.input === "one-account" ? oneAccount : otherChoice(issue)) })
    .exactOptional()
    .meta({ description: "Addresses such as `ada+tag@example.com`", default: "allowed" }),
  invitationOnly: trueOrFalse
    .exactOptional()
    .meta({ description: "Whether only invited addresses may join", default: false }),
  perAddressAndHour: perHour.describe("Sign-ups, and therefore emails, per address and hour; 0 is no limit"),
  perDomainAndHour: limit.meta({ description: "The same per email domain, without its subdomains", default: 0 }),
  perPublicDomainAndHour: limit.meta({
    description: "The same per large public domain, such as gmail.com",
    default: 0,
  }),
  captcha: orFalse(captcha, "provider, secret, hostnames, whenDown"),
  requiredAttributes: z.array(attributeName).exactOptional().describe("Attributes that must not be empty"),
  minimumAge: wholeNumber(1, 120, "years")
    .exactOptional()
    .describe("Minimum age in years, by the attribute `birthdate`"),
  terms: orFalse(terms, "version"),
});

export const appClientSignUpSchema = signUpSchema.exactPartial();
