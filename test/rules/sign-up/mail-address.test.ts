import { domainToASCII } from "node:url";
import { describe, expect, it } from "@jest/globals";
import {
  foldMailbox,
  hasTag,
  isSameMailbox,
  type MailAddress,
  mailboxOf,
  normalizeDomain,
  parseMailAddress,
  toAsciiDomain,
  toDeliverable,
} from "../../../src/rules/sign-up/mail-address.ts";
import { addressCorpus } from "../../support/address-corpus.ts";

const parse = (address: string) => parseMailAddress(address) as MailAddress;
const shorten = (text: string) => JSON.stringify(text.slice(0, 60));

describe("the corpus", () => {
  it("is large and has no duplicates", () => {
    expect(addressCorpus.length).toBeGreaterThan(300);
    expect(new Set(addressCorpus.map(({ address }) => address)).size).toBe(addressCorpus.length);
  });

  it.each(addressCorpus.map((sample) => [shorten(sample.address), sample] as const))("%s", (_, { address, valid }) => {
    expect(parseMailAddress(address) !== undefined).toBe(valid);
  });

  it("maps all spellings of a mailbox, and no others, to the same mailbox", () => {
    const real = addressCorpus.filter(({ valid }) => valid);
    const wrong = real.flatMap((one) =>
      real
        .filter(
          (other) =>
            (mailboxOf(parse(one.address)) === mailboxOf(parse(other.address))) !== (root(one) === root(other)),
        )
        .map((other) => [one.address, other.address]),
    );
    expect(wrong).toEqual([]);
  });
});

const root = ({ address, sameAs }: { address: string; sameAs?: string }) => sameAs ?? address;

it("does not change a domain when it is parsed again", () => {
  const read = addressCorpus.flatMap(({ address, valid }) => (valid ? [parse(address)] : []));
  expect(read.filter(({ domain }) => domainToASCII(domain) !== domain || toAsciiDomain(domain) !== domain)).toEqual([]);
});

it.each([
  ["example.com", "example.com"],
  ["Bücher.example", "xn--bcher-kva.example"],
  ["example.com.", "example.com"],
  ["com", undefined],
  ["example.x1", "example.x1"],
  ["example.1x", "example.1x"],
  ["example.12", undefined],
  [`${"a.".repeat(125)}com`, `${"a.".repeat(125)}com`],
  [`${"a.".repeat(126)}co`, undefined],
  [`${"ü".repeat(50)}.${"ü".repeat(50)}.${"ü".repeat(50)}.${"ü".repeat(50)}.${"ü".repeat(44)}`, undefined],
])("toAsciiDomain(%s) is %s", (text, domain) => {
  expect(toAsciiDomain(text)).toBe(domain);
});

it.each([
  ["Bücher.example", "xn--bcher-kva.example"],
  ["Bücher.example", "xn--bcher-kva.example"],
  ["LOCALHOST", "localhost"],
])("normalizeDomain(%s) is %s", (setting, domain) => {
  expect(normalizeDomain(setting)).toBe(domain);
});

describe("an address has at most 254 characters", () => {
  const labels = `${"a".repeat(62)}.`.repeat(2);
  it.each([
    [64, `${labels}${"b".repeat(59)}.com`, true],
    [64, `${labels}${"b".repeat(60)}.com`, false],
    [65, "example.com", false],
    [64, `${"ü".repeat(45)}.${"ü".repeat(45)}.${"ü".repeat(45)}.com`, true],
    [64, `${"ü".repeat(50)}.${"ü".repeat(50)}.${"ü".repeat(50)}.${"ü".repeat(20)}.com`, false],
  ])("%i before the @ and %s after it: valid is %s", (local, domain, is) => {
    expect(parseMailAddress(`${"l".repeat(local)}@${domain}`) !== undefined).toBe(is);
  });
});

describe("two spellings", () => {
  it.each([
    ["ada@example.com", "ada@example.com", true],
    ["Ada@Example.com", "ada@example.COM", true],
    ["ada@bücher.example", "ada@xn--bcher-kva.example", true],
    ["ada@example.com", "bob@example.com", false],
    ["ada@example.com", "ada+x@example.com", false],
    ["no address", "no address", true],
    ["no address", "ada@example.com", false],
    ["ada@example.com", "no address", false],
    ["no address", "No Address", false],
  ])("%s and %s are the same mailbox: %s", (one, other, same) => {
    expect(isSameMailbox(one, other)).toBe(same);
  });

  it.each([
    ["ada@bücher.example", "ada@xn--bcher-kva.example"],
    ["Ada@Example.com", "Ada@Example.com"],
    ["ädä@example.com", "ädä@example.com"],
  ])("%s is sent to SES as %s", (written, given) => {
    expect(toDeliverable(written)).toBe(given);
  });
});

describe("a mailbox and its tags", () => {
  it.each([
    ["ada@example.com", false, "ada@example.com"],
    ["ADA@Example.COM", false, "ada@example.com"],
    ["Ada+news@example.com", true, "ada@example.com"],
    ["ada+a+b@example.com", true, "ada@example.com"],
    ["ada+@example.com", true, "ada@example.com"],
    ["+@example.com", false, "+@example.com"],
    ["+ada@example.com", false, "+ada@example.com"],
    ['"Ada+news"@example.com', true, "ada@example.com"],
    ['"ada"@example.com', false, "ada@example.com"],
    ['"ada,+news"@example.com', false, '"ada,+news"@example.com'],
    ['"+ada"@example.com', false, "+ada@example.com"],
    ["ada@sub.example.com", false, "ada@sub.example.com"],
    ["a.d.a@example.com", false, "a.d.a@example.com"],
    ["a.d.a@gmail.com", false, "ada@gmail.com"],
    ["A.d.a+news@gmail.com", true, "ada@gmail.com"],
    ["a.da@googlemail.com", false, "ada@gmail.com"],
    ["a.da@googlemail.com.example", false, "a.da@googlemail.com.example"],
    ["a.d.a@mail.gmail.com", false, "a.d.a@mail.gmail.com"],
    ["..+x@gmail.com", true, "..@gmail.com"],
    ['"a.d.a"@gmail.com', false, "ada@gmail.com"],
  ])("%s: tagged %s, counted as %s", (address, tagged, folded) => {
    expect([hasTag(parse(address)), foldMailbox(parse(address))]).toEqual([tagged, folded]);
  });

  /** Quotes around a local part that needs none have no meaning (RFC 5321, 4.1.2). */
  const removeNeedlessQuotes = (address: string) => address.replace(/^"([^,<(:;[]+)"@/, "$1@");

  it("keeps different mailboxes of the corpus apart if they have no tags", () => {
    const real = addressCorpus.filter(({ address, valid }) => valid && !/\+|@g(?:oogle)?mail\.com$/i.test(address));
    const folded = real.map(({ address, sameAs = address }): [string, string] => [
      foldMailbox(parse(address)),
      removeNeedlessQuotes(sameAs),
    ]);
    const roots = new Map(folded);
    expect(folded.filter(([mailbox, root]) => roots.get(mailbox) !== root)).toEqual([]);
    expect(roots.size).toBe(new Set(folded.map(([, root]) => root)).size);
  });
});
