import { z } from "zod";
import { defaultStatsDays, type Suite } from "../../src/settings/suite.ts";
import { type Language, languages } from "../../src/templates/languages.ts";
import { describeUnknownName, joinWithOr } from "../did-you-mean.ts";
import {
  attributeName,
  checkTogether,
  emailAddress,
  https,
  mustBe,
  nonEmptyString,
  origin,
  sender,
  wholeNumber,
} from "../forms.ts";
import { checkClaims, claimSchema, tokenSchema } from "./claim.ts";
import { groupSchema, linkingSchema } from "./linking.ts";
import { appClientSignUpSchema, signUpSchema } from "./sign-up.ts";

const languageNames = Object.keys(languages) as Language[];

const language = z.enum(
  languageNames,
  mustBe(`${joinWithOr(languageNames)}; another needs src/templates/languages/<language>.json`, languageNames),
);

const colour = z.templateLiteral(["#", z.string().regex(/^[0-9a-f]{6}$/i)], mustBe('a colour, such as "#4f46e5"'));

const palette = {
  primary: colour.describe("Button and links"),
  onPrimary: colour.describe("Text on the button"),
  background: colour.describe("Around the card"),
  surface: colour.describe("The card"),
  text: colour.describe("Text"),
  muted: colour.describe("Small print, at least 4.5:1 against background and surface"),
};

const brand = z.strictObject({
  name: nonEmptyString("1 to 24 characters, so that an SMS fits into 140")
    .max(24)
    .describe("Name, at most 24 characters"),
  website: https.describe("URL that the logo and the welcome email link to"),
  support: z.union([emailAddress, https], mustBe("an email address or https URL")).describe("Where users get help"),
  address: nonEmptyString("the postal address for the footer of emails").describe(
    "Postal address in the footer of emails",
  ),
  logo: z
    .strictObject({ url: https, width: wholeNumber(16, 480, "pixels") })
    .exactOptional()
    .describe("An image, `{ url, width }`; default: emails show the name"),
  sender: sender.exactOptional().describe("Sender of the suite's own emails; default: `mail.from` of the stage"),
  replyTo: emailAddress.exactOptional().describe("Reply address of the suite's own emails"),
  linkOrigin: origin.exactOptional().describe("Origin of verification links; default: `links.origin`"),
  colours: z.strictObject({
    ...palette,
    dark: z.strictObject(palette).describe("The same six colours in dark mode"),
  }),
});

const appClient = z.strictObject({
  brand: z.string().exactOptional().meta({ description: "Brand that its users see", default: "default" }),
  language: language.exactOptional().describe("For its users whose language is unknown; default: `language`"),
  signUp: appClientSignUpSchema.exactOptional().describe("Settings of `signUp` that differ for its users"),
});

const days = wholeNumber(1, 3_650, "days");

export const suiteSchema = z
  .strictObject({
    brands: z
      .object({ default: brand })
      .catchall(brand)
      .describe("What users see of a product; `default` is for every app client without a brand"),
    appClients: z.record(z.string(), appClient).describe("Settings that differ for an app client, by its id"),
    language: language.describe("For users whose language is unknown"),
    links: z.strictObject({
      origin: origin.exactOptional().describe("Origin of your app, if verification links lead there"),
    }),
    signUp: signUpSchema,
    linking: linkingSchema.exactOptional(),
    groups: z.array(groupSchema).exactOptional(),
    profile: z.strictObject({
      attributes: z.array(attributeName).describe("Additional user attributes to copy to the table"),
    }),
    claims: z.array(claimSchema),
    tokens: tokenSchema.exactOptional(),
    temporaryPasswordDays: wholeNumber(1, 365, "days").describe("Days that the password of an invitation is valid"),
    retention: z.strictObject({
      signInDays: days.describe("Days that sign-ins are kept"),
      sentMailDays: days.describe("Days that an email is kept after it was sent"),
      statsDays: days
        .exactOptional()
        .meta({ description: "Days that daily numbers are kept", default: defaultStatsDays }),
    }),
  })
  .check(
    checkTogether(({ brands, appClients, claims, tokens }, refuse) => {
      for (const [client, { brand: name = "default" }] of Object.entries(appClients))
        if (!Object.hasOwn(brands, name))
          refuse(`appClients.${client}.brand`, describeUnknownName("brand", name, Object.keys(brands)));
      checkClaims(claims, refuse, tokens);
    }),
  ) satisfies z.ZodType<Suite>;
