import { expect, it } from "@jest/globals";
import type { LeasedMail } from "../../src/aws/outbox.ts";
import {
  createOwedMail,
  giveUpAfter,
  leaseTime,
  type MailSettlement,
  type SendOutcome,
} from "../../src/rules/mail/outbox.ts";
import { deliver } from "../../src/workers/deliver.ts";
import { collect, collectReports } from "../support/collect.ts";

const now = Date.UTC(2026, 0, 1);
const leased: LeasedMail = {
  ...createOwedMail("s", "welcome", { brand: "default", language: "en" }, now),
  status: "SENDING",
  attempts: 3,
  leaseId: "l1",
};
const profile = {
  userName: "s",
  email: "ada@example.com",
  emailVerified: true,
  provider: "p",
  attributes: {},
  createdAt: 0,
};

const facts = (result: string, reason: string) => ({ kind: "welcome", attempts: 3, result, reason });

it.each<
  [
    string,
    { mail?: Partial<LeasedMail>; outcome?: SendOutcome; email?: string; fails?: true; unknown?: true },
    unknown[],
  ]
>([
  [
    "a refusal",
    { outcome: { result: "refused", reason: "Throttling" } },
    [["mail not sent", facts("refused", "Throttling")]],
  ],
  ["timeout", { outcome: { result: "unknown", reason: "Timeout" } }, [["mail not sent", facts("unknown", "Timeout")]]],
  ["an old mail", { mail: { createdAt: now - giveUpAfter - 1 } }, [["mail dead", facts("impossible", "given up")]]],
  ["a user without an address", { email: "" }, [["mail dead", facts("impossible", "no address")]]],
  ["a user without a profile", { unknown: true }, [["mail not sent", facts("refused", "no profile")]]],
  [
    "a mail that cannot be rendered",
    { fails: true },
    [
      ["mail not made", { kind: "welcome", error: expect.objectContaining({ name: "Error" }) }],
      ["mail not sent", facts("refused", "not made")],
    ],
  ],
])("reports %s", async (_, { mail, outcome, email, fails, unknown }, reports) => {
  const report = collectReports();
  const readProfile = collect(async (_sub: string) => {
    if (fails) throw new Error("no table");
    return unknown ? undefined : { ...profile, email: email ?? profile.email };
  });
  await deliver({
    lease: async () => ({ ...leased, ...mail }),
    settle: async (_mail: LeasedMail, _settlement: MailSettlement) => true,
    readProfile,
    render: () => ({ subject: "s", html: "h", text: "t" }),
    send: async () => outcome ?? { result: "sent", messageId: "m1" },
    report,
    now: () => now,
    random: () => 1,
    sentMailDays: 90,
  })({ pk: "USER#s", sk: "OUTBOX#welcome" });
  expect(report.calls).toEqual(reports);
  expect(readProfile.calls).toEqual(mail ? [] : [["s"]]);
});

it("leases a mail for five minutes, and gives up after three days", () => {
  expect([leaseTime, giveUpAfter]).toEqual([300_000, 259_200_000]);
});
