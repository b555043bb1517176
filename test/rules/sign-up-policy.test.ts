import { describe, expect, it } from "@jest/globals";
import { mailDomain, refuseSignUp } from "../../src/rules/sign-up-policy.ts";

describe("mailDomain", () => {
  it.each([
    ["ada@example.com", "example.com"],
    ["ADA@EXAMPLE.COM", "example.com"],
    ["ada+tag@sub.example.com", "sub.example.com"],
    ["foo.@docomo.ne.jp", "docomo.ne.jp"],
    ["ada@bücher.example", "xn--bcher-kva.example"],
    ["ada@EXAMPLE.COM.", "example.com"],
    ["ada", undefined],
    ["@example.com", undefined],
    ["ada@", undefined],
    ["ada@localhost", undefined],
    ["a@b@example.com", undefined],
    ["mıke@example.com", undefined],
    ["a b@example.com", undefined],
    ["ada@example.com/x", undefined],
    ["ada@example.com:80", undefined],
    ["ada@exa mple.com", undefined],
    ["ada@example.com\u0001", undefined],
    ["ada@\u0000example.com", undefined],
    ["ada@exa[mple.com", undefined],
    ["ada@example.com..", undefined],
    ["ada@.example.com", undefined],
    ["ada@exa<mple.com", undefined],
    ["a@example.com", "example.com"],
    ["", undefined],
    [".example.com", undefined],
    [`${"a".repeat(64)}@example.com`, "example.com"],
    [`${"a".repeat(65)}@example.com`, undefined],
    [`ada@${"a.".repeat(124)}co`, `${"a.".repeat(124)}co`],
    [`ada@${"a.".repeat(124)}com`, undefined],
    [`ada@${"a".repeat(300)}.com`, undefined],
  ])("%s is of %s", (address, domain) => {
    expect(mailDomain(address)).toBe(domain);
  });
});

describe("refuseSignUp", () => {
  const open = { allowedDomains: [], deniedDomains: [] };
  const oneDomain = { allowedDomains: ["example.com"], deniedDomains: ["students.example.com"] };
  it.each([
    ["ada@anything.example", open, undefined],
    [undefined, open, undefined],
    ["no address", open, "SU-ADDRESS"],
    ["ada@example.com", oneDomain, undefined],
    ["ada@staff.example.com", oneDomain, undefined],
    ["ada@students.example.com", oneDomain, "SU-DOMAIN"],
    ["ada@new.students.example.com", oneDomain, "SU-DOMAIN"],
    ["ada@notexample.com", oneDomain, "SU-DOMAIN"],
    ["ada@example.com.evil.example", oneDomain, "SU-DOMAIN"],
    [undefined, oneDomain, "SU-DOMAIN"],
    ["ada@EXAMPLE.com", { allowedDomains: [], deniedDomains: ["example.com"] }, "SU-DOMAIN"],
  ])("%s under %j: %s", (address, policy, code) => {
    expect(refuseSignUp(address, policy)).toBe(code);
  });
});
