import { z } from "zod";
import { languages } from "../src/templates/languages.ts";
import { https, origin, sender } from "./setting-forms.ts";

const languageList = Object.keys(languages);

const language = z.enum(languageList as [string], {
  error: ({ input }) =>
    `"${input}" is no language of the suite; it has ${languageList.join(", ")}. Add src/templates/languages/<language>.json to have another`,
});

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, { error: 'a colour is written "#rrggbb"' });
const palette = {
  primary: colour,
  onPrimary: colour,
  background: colour,
  surface: colour,
  text: colour,
  muted: colour,
};
const days = z
  .int({ error: "days are a whole number" })
  .min(1, { error: "at least 1 day" })
  .max(3_650, { error: "at most 3650 days" });
const domain = z.string().regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/, {
  error: 'a domain is written in lower case as "example.com"; write one with other letters in its xn-- form',
});

// Names that Cognito does not let a trigger set:
// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
const reserved =
  /^(?:acr|amr|at_hash|aud|auth_time|azp|client_id|device_key|event_id|exp|iat|identities|iss|jti|nbf|nonce|origin_jti|sub|token_use|username|version)$|^(?:cognito|custom|dev):/;

const claim = z.strictObject({
  name: z
    .string()
    .min(1, { error: "a claim needs a name" })
    .refine((name) => !reserved.test(name), { error: "Cognito keeps this claim name for itself: choose another" }),
  from: z.union(
    [
      z.strictObject({ constant: z.union([z.string(), z.number(), z.boolean()]) }),
      z.strictObject({ profileClaim: z.string().min(1) }),
      z.strictObject({ groups: z.record(z.string(), z.string()) }),
    ],
    {
      error:
        "a claim comes from { constant }, { profileClaim } or { groups }: user attributes are not offered, for users can write them",
    },
  ),
  tokens: z.array(z.enum(["id", "access"])).min(1, { error: 'name "id", "access" or both' }),
  otherwise: z.union([z.string(), z.number(), z.boolean()]).optional(),
  required: z.boolean().optional(),
});

const brand = z.strictObject({
  name: z
    .string()
    .min(1, { error: "a brand needs a name" })
    .max(24, { error: "at most 24 characters, so that an SMS keeps to 140" }),
  website: https("a website"),
  support: z
    .string()
    .refine((text) => z.email().safeParse(text).success || (URL.canParse(text) && text.startsWith("https://")), {
      error: "support is a mail address or an https address",
    }),
  address: z.string().min(1, { error: "the postal address stands in the foot of every mail: fill it in" }),
  logo: z.strictObject({ url: https("a logo"), width: z.int().min(16).max(480) }).optional(),
  sender: sender.optional(),
  replyTo: z.email({ error: "replyTo is a mail address" }).optional(),
  linkOrigin: origin.optional(),
  colours: z.strictObject({ ...palette, dark: z.strictObject(palette) }),
});

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
const attributeName = z
  .string()
  .regex(
    /^(?:custom:.+|address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|updated_at|website|zoneinfo)$/,
    {
      error: "no such attribute: standard ones have Cognito's names, your own begin with custom:",
    },
  );

/** What suite.config.ts may hold. */
export const suiteSchema = z
  .strictObject({
    brands: z
      .record(z.string(), brand)
      .refine((brands) => Object.hasOwn(brands, "default"), { error: 'one brand must be called "default"' }),
    appClients: z.record(z.string(), z.strictObject({ brand: z.string().optional(), language: language.optional() })),
    language,
    links: z.strictObject({ origin: origin.optional() }),
    signUp: z.strictObject({
      allowedDomains: z.array(domain),
      deniedDomains: z.array(domain),
      perAddressAndHour: z.int({ error: "a whole number; 0 for no limit" }).min(0),
    }),
    profile: z.strictObject({ attributes: z.array(attributeName) }),
    claims: z.array(claim),
    temporaryPasswordDays: z.int().min(1, { error: "at least 1 day" }).max(365, { error: "at most 365 days" }),
    retention: z.strictObject({ signInDays: days, sentMailDays: days }),
  })
  .superRefine(({ brands, appClients, claims }, context) => {
    for (const [client, { brand: named }] of Object.entries(appClients))
      if (named !== undefined && !Object.hasOwn(brands, named))
        context.addIssue({
          code: "custom",
          path: ["appClients", client, "brand"],
          message: `there is no brand "${named}"; there is ${Object.keys(brands).join(", ")}`,
        });
    const names = claims.map(({ name }) => name);
    for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index)))
      context.addIssue({ code: "custom", path: ["claims"], message: `"${name}" is declared twice` });
  });
