import type { ListedUser } from "../../src/rules/sign-up/linking.ts";

/** The settings of all cases. The name of `Google_Workspace` starts like that of a trusted provider. */
export const trustList = {
  trustedProviders: ["Google", "Corp_SSO", "Partner"],
  trustedDomains: { Corp_SSO: ["example.com"], Partner: ["partner.example"] },
  otherProviders: ["Google_Workspace"],
};

export const address = "ada@example.com";

/** A user from ListUsers, who is safe to link by default. */
export const listed = (changes: Partial<ListedUser> = {}, attributes: Record<string, string> = {}): ListedUser => ({
  userName: "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10",
  status: "CONFIRMED",
  enabled: true,
  ...changes,
  attributes: { sub: "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10", email: address, email_verified: "true", ...attributes },
});

const identity = (providerName: string, userId: string) => ({ userId, providerName, providerType: providerName });
const identities = (...known: object[]) => ({ identities: JSON.stringify(known) });
const external = listed(
  { userName: "Facebook_77", status: "EXTERNAL_PROVIDER" },
  { email_verified: "true", ...identities(identity("Facebook", "77")) },
);

/** User names, and whether their provider is trusted. */
export const providers: Record<string, { userName: string; trusted?: { provider: string; userId: string } }> = {
  trusted: { userName: "Google_108", trusted: { provider: "Google", userId: "108" } },
  "trusted, in lower case": { userName: "google_108", trusted: { provider: "Google", userId: "108" } },
  "trusted, in upper case": { userName: "GOOGLE_108", trusted: { provider: "Google", userId: "108" } },
  "trusted, with an underscore": { userName: "Corp_SSO_1_0_8", trusted: { provider: "Corp_SSO", userId: "1_0_8" } },
  "not trusted, with a trusted name as a prefix": { userName: "Google_Workspace_108" },
  "trusted, but for another domain": { userName: "Partner_108" },
  unknown: { userName: "Facebook_108" },
  "unknown, with a trusted name as a prefix": { userName: "GoogleX_108" },
  "unknown, with a trusted name as a suffix": { userName: "NotGoogle_108" },
  "unknown, a look-alike of a trusted one": { userName: "Gооgle_108" },
  "trusted, without an ID": { userName: "Google_" },
  none: { userName: "Google108" },
};

/** Values of email_verified. Attributes are strings, and only one string means true. */
export const claims: Record<string, unknown> = {
  '"true"': "true",
  '"false"': "false",
  missing: undefined,
  "the boolean true": true,
  '"True"': "True",
  '"TRUE"': "TRUE",
  '" true"': " true",
  '"1"': "1",
  '"yes"': "yes",
  "a list": ["true"],
};

/** Addresses of the event. The account has `ada@example.com`. */
export const mails: Record<string, { email: unknown; same?: true; askable?: false }> = {
  "the same": { email: address, same: true },
  "the same, in another case": { email: "Ada@Example.COM", same: true },
  "a look-alike: another alphabet's a": { email: "аda@example.com", askable: false },
  "a look-alike: full-width domain": { email: "ada@ｅxample.com" },
  "a look-alike: Cyrillic domain": { email: "ada@exаmple.com" },
  "a look-alike: soft hyphen": { email: "ada@exam\u00adple.com", askable: false },
  "an added tag": { email: "ada+1@example.com" },
  "an added dot": { email: "a.da@example.com" },
  "an added space": { email: "ada@example.com ", askable: false },
  "a filter expression": { email: 'ada@example.com" or email ^= "a@b.example', askable: false },
  "quotation marks": { email: '"ada"@example.com', askable: false },
  "a backslash": { email: "ada\\@example.com", askable: false },
  invalid: { email: "ada", askable: false },
  "2,048 characters": { email: `${"a".repeat(2_036)}@example.com`, askable: false },
  "a list": { email: [address] },
  none: { email: undefined },
};

/** Users with the address in the pool, and whether the last may be linked. docs/linking.md has the same names. */
export const populations: Record<string, { users: ListedUser[]; links?: "done" | "link" | "if not Google's" }> = {
  none: { users: [] },
  "one confirmed, address verified": { users: [listed()], links: "link" },
  "the same, and an external user": { users: [external, listed()], links: "link" },
  "the same, linked to another provider": {
    users: [listed({}, identities(identity("Facebook", "77")))],
    links: "link",
  },
  "the same, linked to this very identity": {
    users: [listed({}, identities(identity("Facebook", "77"), identity("Google", "108")))],
    links: "done",
  },
  "the same, linked to another identity of this provider": {
    users: [listed({}, identities(identity("Google", "9")))],
    links: "if not Google's",
  },
  "the same, linked to five identities": {
    users: [listed({}, identities(...[1, 2, 3, 4, 5].map((index) => identity(`Provider${index}`, "1"))))],
  },
  "the same, with unreadable identities": { users: [listed({}, { identities: "[{" })] },
  "one unconfirmed": { users: [listed({ status: "UNCONFIRMED" }, { email_verified: "false" })] },
  "one unconfirmed, address verified": { users: [listed({ status: "UNCONFIRMED" })] },
  "one confirmed, address not verified": { users: [listed({}, { email_verified: "false" })] },
  "one disabled": { users: [listed({ enabled: false })] },
  "one made by an administrator, password not yet changed": { users: [listed({ status: "FORCE_CHANGE_PASSWORD" })] },
  "one who must reset their password": { users: [listed({ status: "RESET_REQUIRED" })] },
  "one archived": { users: [listed({ status: "ARCHIVED" })] },
  "one of a status that is new": { users: [listed({ status: "" })] },
  "one external": { users: [external] },
  "two, both confirmed and verified": { users: [listed(), listed({ userName: "second" })] },
  "two, one of them unconfirmed": { users: [listed(), listed({ userName: "second", status: "UNCONFIRMED" })] },
};
