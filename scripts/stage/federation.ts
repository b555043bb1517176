import { z } from "zod";
import { filled, flag, https } from "../setting-forms.ts";

/**
 * CloudFormation reads no secure SSM parameter for an identity provider, so secrets are those of Secrets Manager.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html
 */
const secret = z
  .string({ error: "name the secret in Secrets Manager, as my/secret or my/secret#key of its JSON" })
  .regex(/^[\w/+=.@-]{1,512}(?:#\w+)?$/, {
    error: "name the secret in Secrets Manager, as my/secret or my/secret#key of its JSON",
  })
  .refine((text) => !/^(?:GOCSPX-|amzn1\.|-----BEGIN)/.test(text), {
    error: "this looks like the secret itself: keep it in Secrets Manager and name it here",
  });

const attributes = (defaults: Record<string, string>) =>
  z
    .record(z.string(), filled("the provider's name of the attribute"), {
      error: "attributes are written as email: <the provider's name of it>",
    })
    .default(defaults);

const clientId = filled("the client id that the provider gave you");

const social = (scopes: string, mapping: Record<string, string>) =>
  z
    .strictObject({ clientId, secret, scopes: filled("scopes").default(scopes), attributes: attributes(mapping) })
    .optional();

/** How the pool, its clients and its users name it. */
const name = z
  .string()
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{3,32}$/u, { error: "a provider is named in 3 to 32 characters, no spaces" })
  .refine((text) => !/^(?:COGNITO|Facebook|Google|LoginWithAmazon|SignInWithApple)$|_/.test(text), {
    error: "Cognito keeps this name for itself, and _ parts it from the user's: choose another",
  });

const saml = z
  .strictObject({
    metadataUrl: https("a metadata address").optional(),
    metadata: filled("the provider's metadata, as XML")
      .refine((text) => text.trimStart().startsWith("<"), {
        error: "is no XML: write out the provider's metadata itself",
      })
      .optional(),
    identifiers: z.array(filled("a mail domain")).default([]),
    signRequests: flag.default(true),
    encryptedResponses: flag.default(false),
    signOut: flag.default(false),
    idpInitiated: flag.default(false),
    attributes: attributes({ email: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" }),
  })
  .superRefine(({ metadataUrl, metadata }, context) => {
    if ((metadataUrl === undefined) === (metadata === undefined))
      context.addIssue({
        code: "custom",
        path: ["metadataUrl"],
        message: "give either its address or, as metadata, the XML itself",
      });
  });

const oidc = z.strictObject({
  clientId,
  secret,
  issuer: https("an issuer"),
  scopes: filled("scopes")
    .refine((scopes) => scopes.split(" ").includes("openid"), {
      error: "without openid there is no ID token, and Cognito needs one: add it",
    })
    .default("openid email profile"),
  identifiers: z.array(filled("a mail domain")).default([]),
  attributes: attributes({
    email: "email",
    email_verified: "email_verified",
    given_name: "given_name",
    family_name: "family_name",
    name: "name",
  }),
});

/** Identity providers. One that is not named is not there. */
export const federation = z
  .strictObject({
    google: social("openid email profile", {
      email: "email",
      email_verified: "email_verified",
      given_name: "given_name",
      family_name: "family_name",
      name: "name",
    }),
    facebook: social("public_profile,email", {
      email: "email",
      given_name: "first_name",
      family_name: "last_name",
      name: "name",
    }),
    amazon: social("profile", { email: "email", name: "name" }),
    apple: z
      .strictObject({
        servicesId: filled("the Services ID, such as com.example.web"),
        teamId: z.string().regex(/^[A-Z0-9]{10}$/, { error: "the ten characters of your team" }),
        keyId: z.string().regex(/^[A-Z0-9]{10}$/, { error: "the ten characters of the key" }),
        secret,
        scopes: filled("scopes").default("email name"),
        attributes: attributes({
          email: "email",
          email_verified: "email_verified",
          given_name: "firstName",
          family_name: "lastName",
        }),
      })
      .optional(),
    saml: z.record(name, saml).default({}),
    oidc: z.record(name, oidc).default({}),
  })
  .prefault({});
