import { z } from "zod";
import { checkTogether, https, mustBe, nonEmptyString, poolName, trueOrFalse } from "../forms.ts";

/**
 * CloudFormation cannot read secure SSM parameters for identity providers, so secrets are in Secrets Manager.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html
 */
const secret = z
  .string(mustBe("the name of a secret in Secrets Manager, my/secret or my/secret#key, not the secret itself"))
  .regex(/^(?!GOCSPX-|amzn1\.|-----BEGIN)[\w/+=.@-]{1,512}(?:#\w+)?$/)
  .meta({
    description: "Name of the client secret in Secrets Manager: `my/secret`, or `my/secret#key` of its JSON",
    later: "yes; a new value takes effect with the next change of the provider",
  });

const attributesSchema = (defaults: Record<string, string>) =>
  z
    .record(
      z.string(),
      nonEmptyString("the provider's name for it"),
      mustBe("an object, such as email: <the provider's name>"),
    )
    .default(defaults)
    .describe("The pool's attributes, each with the provider's name for it");

const clientId = nonEmptyString("the client id that the provider gave you").describe(
  "Client id that the provider gave you",
);
const scopes = nonEmptyString("scopes").describe("Scopes that are requested");
const identifiers = z
  .array(nonEmptyString("an email domain"))
  .default([])
  .describe("Email domains that lead to this provider");

const verifiedEmail = { email: "email", email_verified: "email_verified" };
const standardClaims = { ...verifiedEmail, given_name: "given_name", family_name: "family_name", name: "name" };
const facebookFields = { email: "email", given_name: "first_name", family_name: "last_name", name: "name" };

const socialSchema = (given: string, mapping: Record<string, string>) =>
  z.strictObject({ clientId, secret, scopes: scopes.default(given), attributes: attributesSchema(mapping) }).optional();

const tenCharacters = (what: string) => z.string(mustBe(`the ten characters of your ${what}`)).regex(/^[A-Z0-9]{10}$/);

const appleSchema = z.strictObject({
  servicesId: nonEmptyString("the Services ID, such as com.example.web").describe(
    "Services ID, such as `com.example.web`",
  ),
  teamId: tenCharacters("team id").describe("Team ID"),
  keyId: tenCharacters("key id").describe("Key ID"),
  secret: secret.describe("Name of the private key in Secrets Manager"),
  scopes: scopes.default("email name"),
  attributes: attributesSchema({ ...verifiedEmail, given_name: "firstName", family_name: "lastName" }),
});

const xml = nonEmptyString("the provider's metadata itself, as XML").regex(/^\s*</);

const samlSchema = z
  .strictObject({
    metadataUrl: https.optional().describe("URL of the provider's metadata, which Cognito refreshes"),
    metadata: xml.optional().describe("The metadata itself, as XML, instead of its URL"),
    identifiers,
    signRequests: trueOrFalse.default(true).describe("Whether Cognito signs its requests"),
    encryptedResponses: trueOrFalse.default(false).describe("Whether responses are encrypted"),
    signOut: trueOrFalse.default(false).describe("Whether signing out also ends the provider's session"),
    idpInitiated: trueOrFalse.default(false).describe("Whether a sign-in may start at the provider"),
    attributes: attributesSchema({ email: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" }),
  })
  .check(
    checkTogether(({ metadataUrl, metadata }, refuse) => {
      if (metadataUrl && metadata) refuse("metadataUrl", "cannot be combined with metadata: remove one");
      if (!metadataUrl && !metadata) refuse("metadataUrl", "missing: write it, or write the XML itself as metadata");
    }),
  );

const oidcSchema = z.strictObject({
  clientId,
  secret,
  issuer: https.describe("The provider's https URL"),
  scopes: scopes
    .refine((text) => text.split(" ").includes("openid"), "lacks openid, which the ID token needs: add it")
    .default("openid email profile"),
  identifiers,
  attributes: attributesSchema(standardClaims),
});

/** Cognito's names for the providers that it knows. */
export const socialProviders = {
  google: "Google",
  facebook: "Facebook",
  amazon: "LoginWithAmazon",
  apple: "SignInWithApple",
} as const;

/** The provider's name in the pool, its clients and its users. */
const name = poolName(3, 32).refine(
  (text) => !["COGNITO", ...Object.values(socialProviders)].includes(text) && !text.includes("_"),
  'is reserved by Cognito, or contains "_": choose another',
);

export const federation = z
  .strictObject({
    google: socialSchema("openid email profile", standardClaims),
    facebook: socialSchema("public_profile,email", facebookFields),
    amazon: socialSchema("profile", { email: "email", name: "name" }),
    apple: appleSchema.optional(),
    saml: z.record(name, samlSchema).default({}).describe("SAML 2.0 providers, by name, with which user names begin"),
    oidc: z
      .record(name, oidcSchema)
      .default({})
      .describe("OpenID Connect providers, by name, with which user names begin"),
  })
  .prefault({});
