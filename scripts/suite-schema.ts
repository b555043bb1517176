import { z } from "zod";
import type { Claim, TokenSettings } from "../src/claim-settings.ts";
import { languages } from "../src/templates/languages.ts";
import { claimProblems, claimSchema, tokenSchema } from "./claim-schema.ts";
import { groupSchema, linkingSchema } from "./linking-schema.ts";
import { attributeName, https, origin, sender } from "./setting-forms.ts";
import { appClientSignUpSchema, signUpSchema } from "./sign-up-schema.ts";

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

/** What suite.config.ts may hold. */
export const suiteSchema = z
  .strictObject({
    brands: z
      .record(z.string(), brand)
      .refine((brands) => Object.hasOwn(brands, "default"), { error: 'one brand must be called "default"' }),
    appClients: z.record(
      z.string(),
      z.strictObject({
        brand: z.string().optional(),
        language: language.optional(),
        signUp: appClientSignUpSchema.optional(),
      }),
    ),
    language,
    links: z.strictObject({ origin: origin.optional() }),
    signUp: signUpSchema,
    linking: linkingSchema.optional(),
    groups: z.array(groupSchema).optional(),
    profile: z.strictObject({ attributes: z.array(attributeName) }),
    claims: z.array(claimSchema),
    tokens: tokenSchema.optional(),
    temporaryPasswordDays: z.int().min(1, { error: "at least 1 day" }).max(365, { error: "at most 365 days" }),
    retention: z.strictObject({ signInDays: days, sentMailDays: days, statsDays: days.optional() }),
  })
  .superRefine(({ brands, appClients, claims, tokens }, context) => {
    for (const [client, { brand: named }] of Object.entries(appClients))
      if (named !== undefined && !Object.hasOwn(brands, named))
        context.addIssue({
          code: "custom",
          path: ["appClients", client, "brand"],
          message: `there is no brand "${named}"; there is ${Object.keys(brands).join(", ")}`,
        });
    for (const problem of claimProblems(claims as Claim[], tokens as TokenSettings | undefined))
      context.addIssue({ code: "custom", ...problem });
  });
