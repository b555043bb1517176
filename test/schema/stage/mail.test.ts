import { describe, expect, it } from "@jest/globals";
import { itRefuses } from "../../support/refuses.ts";
import { stageProblems } from "../../support/stage.ts";

itRefuses([
  [
    "a sender in another domain",
    { mail: { from: "a@other.org", identity: "example.com" } },
    "mail.from: SES rejects it, because it is outside mail.identity example.com: write an address within it",
  ],
  ["no sender", { mail: { identity: "example.com" } }, 'mail.from: missing: write "Name <address@your.domain>"'],
  ["no mail", { mail: undefined }, "mail: missing: write an object with from, identity"],
  [
    "a replyTo that is not an address",
    { mail: { from: "a@example.com", identity: "example.com", replyTo: "us" } },
    "mail.replyTo: must be an email address, such as operations@example.com",
  ],
  [
    "a MAIL FROM domain without createIdentity",
    { mail: { from: "a@example.com", identity: "example.com", mailFromDomain: "b.example.com" } },
    "mail.mailFromDomain: needs mail.createIdentity: true: set it",
  ],
  [
    "a MAIL FROM domain outside the identity",
    {
      mail: { from: "a@example.com", identity: "example.com", createIdentity: true, mailFromDomain: "b.example.org" },
    },
    "mail.mailFromDomain: must be a subdomain of the identity, such as bounces.example.com",
  ],
  [
    "DNS records for an address",
    { mail: { from: "a@example.com", identity: "a@example.com", createIdentity: true, hostedZone: "Z0123456789" } },
    "mail.hostedZone: needs mail.createIdentity: true, and a domain as mail.identity: set them",
  ],
]);

describe("a sender", () => {
  const problemsOf = (from: string, identity = "example.com") => stageProblems({ mail: { from, identity } });

  it.each([
    "no-reply@example.com",
    "Example <no-reply@example.com>",
    '"Acme, Inc." <no-reply@example.com>',
    "=?UTF-8?B?TcO8bGxlcg==?= <no-reply@mail.example.com>",
  ])("may be %s", (from) => {
    expect(problemsOf(from)).toEqual([]);
  });

  it.each([
    "Acme, Inc. <no-reply@example.com>",
    "Müller <no-reply@example.com>",
    "Acme (dev) <no-reply@example.com>",
    "Acme <no-reply@example.com",
    "no-reply@example.com>",
    "Acme no-reply@example.com",
    "Acme <no-reply@localhost>",
    "Example",
    "A\r\nBcc: b@c.de <a@example.com>",
  ])("may not be %j", (from) => {
    expect(problemsOf(from)).toEqual([
      'config/prod.yml: mail.from: must be "Name <address@your.domain>", with punctuation in double quotes, or a non-ASCII name as =?UTF-8?B?…?=',
    ]);
  });
});
