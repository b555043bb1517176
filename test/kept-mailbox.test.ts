import { expect, it } from "@jest/globals";
import { createKeepMailbox } from "../src/kept-mailbox.ts";
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
  const confirm = (email: unknown, clientId: string | null = null) =>
    keepMailbox({ clientId, userAttributes: { email } }, noHurry);
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
