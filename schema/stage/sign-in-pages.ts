import { z } from "zod";
import { checkTogether, choice, hostedZone, mustBe, trueOrFalse } from "../forms.ts";
import type { StageDefaults } from "./defaults.ts";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html */
const domainPrefix = z
  .string(mustBe('a prefix of 1 to 63 lower-case letters, digits and -, without "aws", "amazon" or "cognito"'))
  .regex(/^(?!.*(?:aws|amazon|cognito))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);

const subdomain = z
  .string(mustBe("a subdomain, such as accounts.example.com"))
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+){2,}$/);

const certificate = z
  .string(mustBe("the ARN of a certificate in us-east-1, which CloudFront needs for a stage in any region"))
  .regex(/^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/);

const later = "**partly**: a pool has one at a time; see below";

/** Managed login: the pages where users sign in, at Cognito's domain or your own. */
export const signInPages = ({ local }: StageDefaults) =>
  z
    .strictObject({
      enabled: trueOrFalse.default(!local).describe("Whether the pool has managed login"),
      domainPrefix: domainPrefix
        .optional()
        .meta({ description: "Domain prefix; default: `sign-in-<stage>-<account>`", later }),
      domain: subdomain.optional().meta({ description: "Custom domain; its parent needs an A record", later }),
      certificate: certificate.optional().describe("ARN of the domain's certificate, which is in us-east-1"),
      hostedZone: hostedZone.optional().describe("Route 53 zone for the domain's record"),
      branding: choice(["brand", "cognito"]).default("brand").describe("Colours: the client's brand, or Cognito's own"),
    })
    .check(
      checkTogether(({ domainPrefix: prefix, domain: own, certificate: arn, hostedZone: zone }, refuse) => {
        if (own && prefix) refuse("domainPrefix", "cannot be combined with signInPages.domain: remove one");
        if (own && !arn) refuse("certificate", `missing: write the ARN of a certificate for ${own}, in us-east-1`);
        if (!own && (arn || zone)) refuse("domain", "missing: write the domain of the certificate and hosted zone");
      }),
    )
    .prefault({});

const bucket = z.string(mustBe("the name of an S3 bucket")).regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);

export const identityPool = z
  .strictObject({
    enabled: trueOrFalse.default(false).describe("Whether users of the pool get AWS credentials"),
    guests: trueOrFalse.default(false).describe("Whether guests also get AWS credentials"),
    bucket: bucket.optional().describe("S3 bucket: users read and write `private/<identity>/`, guests read `public/`"),
  })
  .check(
    checkTogether(({ enabled, guests, bucket: files }, refuse) => {
      if (!enabled && (guests || files)) refuse("enabled", "must be true for guests or a bucket");
    }),
  )
  .prefault({});
