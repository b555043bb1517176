import { expect, it } from "@jest/globals";
import { createKeepMailbox } from "../src/kept-mailbox.ts";
import type { Linking } from "../src/linking-settings.ts";
import type { SignUp } from "../src/sign-up-settings.ts";
import { collect, collectReports, noHurry } from "./support/collect.ts";
import { suiteWith } from "./support/suite.ts";

const open: SignUp = { allowedDomains: [], deniedDomains: [], perAddressAndHour: 5 };
const one: SignUp = { ...open, subAddresses: "one-account" };
const claimed = { mailbox: "ada@example.com", address: "ada+x@example.com", tagged: true };

const given = (signUp: SignUp, answer: () => Promise<boolean> = async () => true, appClients = {}) => {
  const keep = collect((_claimed: object, _signal: AbortSignal) => answer());
  const report = collectReports();
  const keepMailbox = createKeepMailbox({ suite: suiteWith({ signUp, appClients }), keep, report });
  const confirm = (email: unknown, clientId: string | null = null, verified: unknown = "true") =>
    keepMailbox({ clientId, userAttributes: { email, email_verified: verified } }, noHurry);
  return { keep, report, confirm };
};

it.each([
  ["one account for a mailbox", one, "Ada+x@example.com", [claimed]],
  ["as many as there are addresses", open, "Ada+x@example.com", []],
  ["a user without an address", one, undefined, []],
  ["a user with something else", one, "x", []],
])("%s", async (_, signUp, email, kept) => {
  const { keep, report, confirm } = given(signUp);
  await confirm(email);
  expect([keep.calls.map(([first]) => first), report.calls]).toEqual([kept, []]);
});

it.each(["false", "True", true, undefined])(
  "keeps nothing for an address that nobody has proven: %p",
  async (verified) => {
    const { keep, report, confirm } = given(one);
    await confirm("ada@example.com", null, verified ?? null);
    expect([keep.calls, report.calls]).toEqual([[], []]);
  },
);

it.each<[string, string, Linking | undefined, number]>([
  ["no provider is trusted", "Google", undefined, 0],
  ["a provider is trusted", "Google", { trustedProviders: ["Google"] }, 1],
  ["another provider is trusted", "Evil", { trustedProviders: ["Google"] }, 0],
  ["a provider has a domain", "Corp", { trustedProviders: ["Corp"], trustedDomains: { Corp: ["example.com"] } }, 1],
  ["a provider has others", "Corp", { trustedProviders: ["Corp"], trustedDomains: { Corp: ["corp.example"] } }, 0],
  ["the provider is not to be read", "[{", { trustedProviders: ["Google"] }, 0],
])("takes a provider's word as linking does: %s", async (_, providerName, linking, kept) => {
  const keep = collect(async () => true);
  const suite = { ...suiteWith({ signUp: one }), ...(linking && { linking }) };
  const identities = providerName === "[{" ? providerName : JSON.stringify([{ providerName, userId: "1" }]);
  const userAttributes = { email: "ada+x@example.com", email_verified: "true", identities };
  await createKeepMailbox({ suite, keep, report: collectReports() })({ clientId: null, userAttributes }, noHurry);
  expect(keep.calls).toHaveLength(kept);
});

it("goes by the app client's own rules", async () => {
  const { keep, confirm } = given(open, undefined, { app: { signUp: { subAddresses: "one-account" } } });
  await confirm("ada@example.com", "other");
  await confirm("ada@example.com", "app");
  expect(keep.calls).toHaveLength(1);
});

it.each([
  ["another was first", async () => false, "second account of a mailbox"],
  ["the table is gone", async () => Promise.reject(new Error("ada@example.com")), "mailbox not kept"],
  ["it takes for ever", () => new Promise<boolean>(() => undefined), "mailbox not kept"],
])("tells when %s, and holds up nobody", async (_, answer, what) => {
  const { report, confirm } = given(one, answer);
  await confirm("ada@example.com");
  expect(report.calls.map(([first]) => first)).toEqual([what]);
  expect(JSON.stringify(report.calls)).not.toContain("ada");
});
