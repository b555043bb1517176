import { itRefuses, itTakes } from "../../support/refuses.ts";

const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/1-2";
const ownDomain = { signInPages: { domain: "accounts.example.com", certificate } };

itTakes([["a custom domain", ownDomain]]);

itRefuses([
  [
    "a word in a domain prefix that Cognito reserves",
    { signInPages: { domainPrefix: "my-cognito" } },
    "signInPages.domainPrefix: must be a prefix of 1 to 63 lower-case letters, digits and -, without",
  ],
  [
    "two domains",
    {
      signInPages: {
        domainPrefix: "x",
        domain: "a.example.com",
        certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1",
      },
    },
    "signInPages.domainPrefix: cannot be combined with signInPages.domain: remove one",
  ],
  [
    "a domain without a certificate",
    { signInPages: { domain: "a.example.com" } },
    "signInPages.certificate: missing: write the ARN of a certificate for a.example.com, in us-east-1",
  ],
  [
    "a certificate in another region",
    { signInPages: { domain: "a.example.com", certificate: "arn:aws:acm:eu-west-1:111122223333:certificate/1" } },
    "signInPages.certificate: must be the ARN of a certificate in us-east-1, which CloudFront needs",
  ],
  [
    "a certificate without a domain",
    { signInPages: { certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1" } },
    "signInPages.domain: missing: write the domain of the certificate and hosted zone",
  ],
  [
    "a hosted zone without a domain",
    { signInPages: { hostedZone: "Z0123456789" } },
    "signInPages.domain: missing: write the domain of the certificate and hosted zone",
  ],
  [
    "guests without an identity pool",
    { identityPool: { guests: true } },
    "identityPool.enabled: must be true for guests or a bucket",
  ],
]);
