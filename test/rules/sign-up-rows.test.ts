import { expect, it } from "@jest/globals";
import { type MailAddress, mailAddress } from "../../src/rules/mail-address.ts";
import { claimExpires, claimedBy, invitationKey, isOpen, mailboxKey } from "../../src/rules/sign-up-rows.ts";
import { addressCorpus } from "../support/address-corpus.ts";

const of = (address: string) => mailAddress(address) as MailAddress;
const one = { subAddresses: "one-account" as const };

it.each([
  ["ada@example.com", {}, undefined],
  ["ada+news@example.com", { subAddresses: "allowed" as const }, undefined],
  ["ada+news@example.com", { subAddresses: "refused" as const }, undefined],
  ["ada@example.com", one, { mailbox: "ada@example.com", address: "ada@example.com", tagged: false }],
  ["Ada+News@example.com", one, { mailbox: "ada@example.com", address: "ada+news@example.com", tagged: true }],
  ["a.da@gmail.com", one, { mailbox: "a.da@gmail.com", address: "a.da@gmail.com", tagged: false }],
  [
    "a.da+x@gmail.com",
    { ...one, undottedDomains: ["GMAIL.com"] },
    { mailbox: "ada@gmail.com", address: "a.da+x@gmail.com", tagged: true },
  ],
])("%s with %j claims %j", (address, rules, claimed) => {
  expect(claimedBy(of(address), rules)).toEqual(claimed);
});

/** Quotation marks around what needs none are as good as none (RFC 5321, 4.1.2). */
const withoutNeedlessMarks = (address: string) => address.replace(/^"([^,<(:;[]+)"@/, "$1@");

it("claims one mailbox for no two addresses of the corpus that have neither tag nor the same mailbox", () => {
  const real = addressCorpus.filter(({ address, valid }) => valid && !address.includes("+"));
  const mailboxes = real.map(({ address, sameAs = address }) => [
    claimedBy(of(address), one)?.mailbox,
    withoutNeedlessMarks(sameAs),
  ]);
  const roots = new Map(mailboxes as [string, string][]);
  expect(mailboxes.filter(([mailbox = "", root]) => roots.get(mailbox) !== root)).toEqual([]);
  expect(roots.size).toBe(new Set(mailboxes.map(([, root]) => root)).size);
});

it("keeps a claim as long as a code is valid, and an invitation until its time", () => {
  expect(claimExpires(5_500)).toBe(5 + 86_400);
  expect([isOpen({ expiresAt: 10 }, 9_999), isOpen({ expiresAt: 10 }, 10_000)]).toEqual([true, false]);
});

it("has a key for each", () => {
  expect([invitationKey("d"), mailboxKey("d")]).toEqual([
    { pk: "INVITE#d", sk: "INVITATION" },
    { pk: "MAILBOX#d", sk: "ACCOUNT" },
  ]);
});
