import { z } from "zod";
import { choice, flag, hostedZone } from "../setting-forms.ts";
import type { StageDefaults } from "./defaults.ts";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html */
const domainPrefix = z
  .string({ error: "a prefix, such as accounts-example" })
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, { error: "lower case letters, digits and - inside, at most 63" })
  .refine((prefix) => !/aws|amazon|cognito/.test(prefix), {
    error: "Cognito takes none with aws, amazon or cognito in it",
  });

/** Managed login: the pages where people sign in, at Cognito's domain or your own. */
export const signInPages = ({ local }: StageDefaults) =>
  z
    .strictObject({
      enabled: flag.default(!local),
      domainPrefix: domainPrefix.optional(),
      domain: z
        .string()
        .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+){2,}$/, { error: "a subdomain of yours, such as accounts.example.com" })
        .optional(),
      certificate: z
        .string()
        .regex(/^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, {
          error:
            "the ARN of a certificate in us-east-1, wherever the stage is: Cognito serves the domain by CloudFront",
        })
        .optional(),
      hostedZone: hostedZone.optional(),
      branding: choice(["brand", "cognito"]).default("brand"),
    })
    .superRefine(({ domainPrefix, domain, certificate, hostedZone: zone }, context) => {
      const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
      if (domain && domainPrefix) refuse("domainPrefix", "give either this or signInPages.domain");
      if (domain && !certificate) refuse("certificate", `${domain} needs one: give its ARN, in us-east-1`);
      if (certificate && !domain) refuse("domain", "a certificate is for a domain of yours: name it");
      if (zone && !domain) refuse("domain", "a hosted zone is for a domain of yours: name it");
    })
    .prefault({});

export const identityPool = z
  .strictObject({
    enabled: flag.default(false),
    guests: flag.default(false),
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "the name of an S3 bucket of yours" })
      .optional(),
  })
  .superRefine(({ enabled, guests, bucket }, context) => {
    if (!enabled && (guests || bucket))
      context.addIssue({ code: "custom", path: ["enabled"], message: "set it to true, or remove the others" });
  })
  .prefault({});
