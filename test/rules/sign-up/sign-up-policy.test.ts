import { describe, expect, it } from "@jest/globals";
import { disposableEmailBlocklist } from "disposable-email-domains-js";
import { type MailAddress, parseMailAddress } from "../../../src/rules/sign-up/mail-address.ts";
import { publicMailDomains } from "../../../src/rules/sign-up/public-mail-domains.ts";
import {
  findAddressRefusal,
  hasInvitations,
  isListed,
  isWithin,
  signUpSettingsOf,
} from "../../../src/rules/sign-up/sign-up-policy.ts";
import type { SignUp } from "../../../src/settings/sign-up.ts";
import { disposableDomains } from "../../../src/steps/disposable-domains.ts";
import { suiteWith } from "../../support/suite.ts";

const open: SignUp = { allowedDomains: [], deniedDomains: [], perAddressAndHour: 5 };
const parse = (address: string) => parseMailAddress(address) as MailAddress;

describe("signUpSettingsOf an app client", () => {
  const appClients = {
    app: { signUp: { invitationOnly: false, perAddressAndHour: 1 } },
    plain: { brand: "northwind" },
  };
  const suite = suiteWith({ signUp: { ...open, invitationOnly: true }, appClients });
  it.each([
    ["app", { ...open, invitationOnly: false, perAddressAndHour: 1 }],
    ["plain", { ...open, invitationOnly: true }],
    ["unknown", { ...open, invitationOnly: true }],
    ["constructor", { ...open, invitationOnly: true }],
    ["__proto__", { ...open, invitationOnly: true }],
    [null, { ...open, invitationOnly: true }],
    [undefined, { ...open, invitationOnly: true }],
  ])("%s", (clientId, expected) => {
    expect(signUpSettingsOf(suite, clientId)).toEqual(expected);
  });
});

it.each([
  [{}, {}, false],
  [{ invitationOnly: true }, {}, true],
  [{}, { app: {} }, false],
  [{}, { app: { signUp: { invitationOnly: true } } }, true],
  [{ invitationOnly: false }, { app: { signUp: {} } }, false],
])("hasInvitations with %j and %j is %s", (rules, appClients, expected) => {
  expect(hasInvitations(suiteWith({ signUp: { ...open, ...rules }, appClients }))).toBe(expected);
});

it.each([
  ["example.com", ["example.com"], true],
  ["staff.example.com", ["example.com"], true],
  ["notexample.com", ["example.com"], false],
  ["example.com.evil.example", ["example.com"], false],
  ["com", ["example.com"], false],
  ["example.com", ["EXAMPLE.com"], true],
  ["xn--bcher-kva.example", ["Bücher.example"], true],
  ["mail.xn--bcher-kva.example", ["xn--bcher-kva.example"], true],
  ["example.com", ["other.example", "example.com"], true],
  ["example.com", [], false],
  ["example.com", undefined, false],
])("%s is within %j: %s", (domain, domains, expected) => {
  expect(isWithin(domain, domains)).toBe(expected);
});

it.each([
  ["mailinator.com", true],
  ["mx.mailinator.com", true],
  ["notmailinator.com", false],
  ["mailinator.com.example", false],
  ["first.example", true],
  ["last.example", true],
  ["example", false],
  ["x", false],
])("%s is listed: %s", (domain, expected) => {
  expect(isListed(domain, "first.example\nmailinator.com\nlast.example")).toBe(expected);
});

it("finds no domain in a missing list", () => {
  expect(disposableDomains()).toBe("");
  expect(isListed("mailinator.com", disposableDomains())).toBe(false);
});

describe("the list of disposable domains", () => {
  const list = disposableEmailBlocklist();
  it("has normalized domains, and no large public ones", () => {
    expect(list.length).toBeGreaterThan(5_000);
    expect(list.filter((domain) => parse(`ada@${domain}`)?.domain !== domain)).toEqual([]);
    expect(list.filter((domain) => domain.split(".").length > 8)).toEqual([]);
    expect(publicMailDomains.filter((domain) => isListed(domain, list.join("\n")))).toEqual([]);
  });
});

describe("findAddressRefusal", () => {
  const oneDomain = { ...open, allowedDomains: ["example.com"], deniedDomains: ["students.example.com"] };
  const noDisposable: SignUp = { ...open, disposableDomains: "refused" };
  const noTags: SignUp = { ...open, subAddresses: "refused" };
  it.each<[string | undefined, SignUp, string | undefined]>([
    ["ada@anything.example", open, undefined],
    [undefined, open, undefined],
    ["ada@example.com", oneDomain, undefined],
    ["ada@staff.example.com", oneDomain, undefined],
    ["ada@students.example.com", oneDomain, "SU-DOMAIN"],
    ["ada@new.students.example.com", oneDomain, "SU-DOMAIN"],
    ["ada@notexample.com", oneDomain, "SU-DOMAIN"],
    ["ada@exаmple.com", oneDomain, "SU-DOMAIN"],
    [undefined, oneDomain, "SU-DOMAIN"],
    ["ada@EXAMPLE.com", { ...open, deniedDomains: ["example.com"] }, "SU-DOMAIN"],
    ["ada@throwaway.example", open, undefined],
    ["ada@throwaway.example", { ...open, disposableDomains: "allowed" }, undefined],
    ["ada@throwaway.example", noDisposable, "SU-DISPOSABLE"],
    ["ada@mx.Throwaway.example", noDisposable, "SU-DISPOSABLE"],
    ["ada@example.com", noDisposable, undefined],
    [undefined, noDisposable, undefined],
    ["ada@throwaway.example", { ...noDisposable, notDisposable: ["throwaway.example"] }, undefined],
    ["ada@throwaway.example", { ...noDisposable, allowedDomains: ["throwaway.example"] }, undefined],
    ["ada@throwaway.example", { ...noDisposable, deniedDomains: ["throwaway.example"] }, "SU-DOMAIN"],
    ["ada@other.example", { ...noDisposable, notDisposable: ["throwaway.example"] }, undefined],
    ["ada+news@example.com", open, undefined],
    ["ada+news@example.com", noTags, "SU-SUB-ADDRESS"],
    ["ada@example.com", noTags, undefined],
    [undefined, noTags, undefined],
  ])("%s under %j: %s", (address, rules, code) => {
    expect(
      findAddressRefusal(address === undefined ? undefined : parse(address), rules, () => "throwaway.example"),
    ).toBe(code);
  });

  it("accepts all addresses if the list is missing", () => {
    expect(findAddressRefusal(parse("ada@mailinator.com"), noDisposable, disposableDomains)).toBeUndefined();
  });
});
