import { describe, expect, it } from "@jest/globals";
import { findSettingsProblems } from "../../../schema/problems.ts";
import type { Captcha, SignUp } from "../../../src/settings/sign-up.ts";
import { suiteWith } from "../../support/suite.ts";

const signUp: SignUp = { allowedDomains: [], deniedDomains: [], perAddressAndHour: 5 };
const captcha: Captcha = {
  provider: "turnstile",
  secret: { parameter: "/suite/captcha" },
  hostnames: ["www.example.com"],
  whenDown: "let-in",
};
const everything: SignUp = {
  allowedDomains: ["example.com", "Bücher.example", "xn--bcher-kva.example"],
  deniedDomains: ["students.example.com"],
  disposableDomains: "refused",
  notDisposable: ["example.org"],
  subAddresses: "refused",
  invitationOnly: true,
  perAddressAndHour: 0,
  perDomainAndHour: 20,
  perPublicDomainAndHour: 1_000,
  captcha: { ...captcha, action: "sign-up" },
  requiredAttributes: ["name", "custom:company"],
  minimumAge: 16,
  terms: { version: "2026-05", attribute: "custom:terms" },
};
const findProblems = (changes: object) => findSettingsProblems(suiteWith({ signUp: { ...signUp, ...changes } }), {});

describe("valid settings", () => {
  it.each([
    ["the required ones", signUp],
    ["all", everything],
    ["a score", { captcha: { ...captcha, provider: "recaptcha", secret: { secret: "captcha" }, leastScore: 0.5 } }],
    ["no captcha and no terms", { captcha: false, terms: false }],
    ["terms without an attribute", { terms: { version: "2" } }],
  ])("are accepted: %s", (_, changes) => {
    expect(findProblems(changes)).toEqual([]);
  });

  it("can be set per app client", () => {
    const appClients = {
      c1: { signUp: { captcha: false as const, invitationOnly: false } },
      c2: { signUp: everything },
    };
    expect(findSettingsProblems(suiteWith({ appClients }), {})).toEqual([]);
  });
});

describe("invalid settings", () => {
  it.each<[string, object, string]>([
    [
      "an address instead of a domain",
      { allowedDomains: ["ada@example.com"] },
      'allowedDomains.0: must be a domain such as "example.com", which includes its subdomains',
    ],
    [
      "a wildcard for subdomains",
      { deniedDomains: ["*.example.com"] },
      'deniedDomains.0: must be a domain such as "example.com"',
    ],
    ["a top-level domain", { notDisposable: ["com"] }, 'notDisposable.0: must be a domain such as "example.com"'],
    ["a trailing dot", { notDisposable: ["gmail.com."] }, 'notDisposable.0: must be a domain such as "example.com"'],
    ["a removed value", { subAddresses: "one-account" }, 'subAddresses: "one-account" was removed: write'],
    ["a fraction", { perAddressAndHour: 0.5 }, "perAddressAndHour: must be a whole number, or 0 for no limit"],
    ["a negative limit", { perDomainAndHour: -1 }, "perDomainAndHour: must be a whole number, or 0 for no limit"],
    ["true for a choice", { disposableDomains: true }, "disposableDomains: must be allowed or refused"],
    ["an unknown value", { subAddresses: "folded" }, "subAddresses: must be allowed or refused"],
    ["a word for true", { invitationOnly: "yes" }, "invitationOnly: must be true or false"],
    [
      "an unknown attribute",
      { requiredAttributes: ["company"] },
      "requiredAttributes.0: must be a standard attribute, by Cognito's name, or custom:",
    ],
    ["an age as a string", { minimumAge: "16" }, "minimumAge: must be a whole number of years, 1 to 120"],
    ["an age of 0", { minimumAge: 0 }, "minimumAge: must be a whole number of years, 1 to 120"],
    ["an age of 121", { minimumAge: 121 }, "minimumAge: must be a whole number of years, 1 to 120"],
    ["terms without a version", { terms: {} }, "terms.version: missing: write a version of 1 to 256 characters"],
    [
      "terms with an unknown attribute",
      { terms: { version: "1", attribute: "terms" } },
      "terms.attribute: must be a standard attribute, by Cognito's name, or custom:",
    ],
    [
      "an unknown provider",
      { captcha: { ...captcha, provider: "none" } },
      "captcha.provider: must be turnstile, recaptcha, or hcaptcha",
    ],
    [
      "a secret in the settings",
      { captcha: { ...captcha, secret: "0x4AAA" } },
      "captcha.secret: must be { parameter: <name> } or { secret: <name> }, where the secret key is",
    ],
    ["no host", { captcha: { ...captcha, hostnames: [] } }, "captcha.hostnames: must be a list of at least one host"],
    [
      "a URL instead of a host",
      { captcha: { ...captcha, hostnames: ["https://example.com"] } },
      'captcha.hostnames.0: must be a host such as "www.example.com"',
    ],
    [
      "an action for hCaptcha",
      { captcha: { ...captcha, provider: "hcaptcha", action: "x" } },
      "captcha.action: hCaptcha has no actions",
    ],
    [
      "a score for Turnstile",
      { captcha: { ...captcha, leastScore: 0.5 } },
      "captcha.leastScore: only reCAPTCHA v3 gives a score",
    ],
    [
      "a score above 1",
      { captcha: { ...captcha, provider: "recaptcha", leastScore: 2 } },
      "captcha.leastScore: must be a number, 0 to 1",
    ],
    [
      "no whenDown",
      { captcha: { ...captcha, whenDown: undefined } },
      "captcha.whenDown: missing: write let-in or refuse",
    ],
    [
      "true for a captcha",
      { captcha: true },
      "captcha: must be false, or an object with provider, secret, hostnames, when",
    ],
    ["a string for terms", { terms: "1" }, "terms: must be false, or an object with version"],
    ["an unknown captcha setting", { captcha: { ...captcha, secretKey: "x" } }, "captcha.secretKey: no such setting"],
    ["an unknown setting", { inviteOnly: true }, "inviteOnly: no such setting"],
  ])("are refused: %s", (_, changes, problem) => {
    expect(findProblems(changes)).toEqual([expect.stringContaining(`suite.config.ts: signUp.${problem}`)]);
    const appClients = { c1: { signUp: changes as Partial<SignUp> } };
    expect(findSettingsProblems(suiteWith({ appClients }), {})).toEqual([
      expect.stringContaining(`suite.config.ts: appClients.c1.signUp.${problem}`),
    ]);
  });

  it("lack required settings", () => {
    expect(findSettingsProblems({ ...suiteWith(), signUp: {} }, {})).toHaveLength(3);
  });
});
