import { describe, expect, it } from "@jest/globals";
import type { LeasedMail } from "../../src/aws/outbox.ts";
import type { OutgoingMail } from "../../src/aws/ses.ts";
import { createOwedMail, giveUpAfter, type MailSettlement, type SendOutcome } from "../../src/rules/mail/outbox.ts";
import { outboxId } from "../../src/rules/people/keys.ts";
import type { ProfileRow } from "../../src/rules/people/profile.ts";
import { deliver } from "../../src/workers/deliver.ts";
import { collect, collectReports } from "../support/collect.ts";

const now = Date.UTC(2026, 0, 1);
const key = { pk: "USER#s", sk: "OUTBOX#welcome" };
const leased: LeasedMail = {
  ...createOwedMail("s", "welcome", { brand: "default", language: "en" }, now),
  status: "SENDING",
  attempts: 1,
  leaseId: "l1",
};
const profile = {
  userName: "s",
  email: "ada@example.com",
  emailVerified: true,
  provider: "Cognito",
  attributes: {},
  createdAt: now,
};

type Given = {
  lease?: LeasedMail | undefined;
  read?: () => Promise<ProfileRow | undefined>;
  outcome?: SendOutcome;
  render?: () => { subject: string; html: string; text: string };
  kept?: boolean;
};

const setUp = (changes: Given = {}) => {
  const settle = collect(async (_mail: LeasedMail, _settlement: MailSettlement) => changes.kept ?? true);
  const send = collect(
    async (_mail: OutgoingMail): Promise<SendOutcome> => changes.outcome ?? { result: "sent", messageId: "m1" },
  );
  const report = collectReports();
  const work = deliver({
    lease: async () => ("lease" in changes ? changes.lease : leased),
    settle,
    readProfile: changes.read ?? (async () => profile),
    render: changes.render ?? (() => ({ subject: "s", html: "h", text: "t" })),
    send,
    report,
    now: () => now,
    random: () => 1,
    sentMailDays: 90,
  });
  return { settle, send, report, work };
};

it("sends to the current address of the profile, and marks the row as sent", async () => {
  const { work, send, settle, report } = setUp();
  await expect(work(key)).resolves.toEqual({ state: "sent", createdAt: now });
  expect(send.calls).toEqual([
    [{ id: outboxId(leased), kind: "welcome", to: "ada@example.com", subject: "s", html: "h", text: "t" }],
  ]);
  expect(settle.calls.map(([, settlement]) => settlement.status)).toEqual(["SENT"]);
  expect(report.calls).toEqual([]);
});

it.each([
  ["welcome", {}, "ada@example.com"],
  ["password-changed", { latestEmail: "new@example.com" }, "new@example.com"],
  // SES accepts only ASCII domains, and would refuse the mail permanently.
  ["welcome", { email: "ada@bücher.example" }, "ada@xn--bcher-kva.example"],
] as const)("%s with %j goes to %s", async (kind, addresses, to) => {
  const { work, send } = setUp({ lease: { ...leased, kind }, read: async () => ({ ...profile, ...addresses }) });
  await work(key);
  expect(send.calls.map(([mail]) => mail.to)).toEqual([to]);
});

it.each([
  ["password-changed", {}, []],
  ["mfa-off", {}, []],
  ["password-changed", { latestEmail: "new@example.com" }, ["new@example.com"]],
  ["welcome", {}, ["ada@example.com"]],
  // Owed only if Cognito has verified the address. The profile may be updated a moment later.
  ["new-sign-in", {}, ["ada@example.com"]],
] as const)("%s for a user with an unverified address and %j goes to %j", async (kind, addresses, to) => {
  const { work, send } = setUp({
    lease: { ...leased, kind },
    read: async () => ({ ...profile, emailVerified: false, ...addresses }),
  });
  await expect(work(key)).resolves.toMatchObject({ state: to.length > 0 ? "sent" : "unwanted" });
  expect(send.calls.map(([mail]) => mail.to)).toEqual(to);
});

describe("a notice to a previous address", () => {
  const notice: LeasedMail = { ...leased, kind: "address-changed", leftEmail: "left@example.com" };
  const { leftEmail: _, ...old } = notice;

  it.each([
    [
      "the address that it is owed to, even after further changes",
      notice,
      { previousEmail: "b@example.com" },
      "left@example.com",
    ],
    [
      "the address that it is owed to, even if it is the current one again",
      notice,
      { email: "left@example.com" },
      "left@example.com",
    ],
    [
      "the address that it is owed to, even after a password reset with another one",
      notice,
      { latestEmail: "c@example.com" },
      "left@example.com",
    ],
    ["previousEmail, if an earlier version wrote the row", old, { previousEmail: "b@example.com" }, "b@example.com"],
  ])("goes to %s", async (_, lease, addresses, to) => {
    const { work, send } = setUp({ lease, read: async () => ({ ...profile, ...addresses }) });
    await expect(work(key)).resolves.toMatchObject({ state: "sent" });
    expect(send.calls.map(([mail]) => mail.to)).toEqual([to]);
  });

  it.each(["left@example.com", "ada@example.com"])("is sent even if %s has refused mail", async (address) => {
    const mailStatus = { state: "complained", address, at: now } as const;
    const { work, send } = setUp({ lease: notice, read: async () => ({ ...profile, mailStatus }) });
    await work(key);
    expect(send.calls.map(([mail]) => mail.to)).toEqual(["left@example.com"]);
  });

  it("is not sent if the address is unknown", async () => {
    const { work, settle } = setUp({ lease: old });
    await expect(work(key)).resolves.toMatchObject({ state: "unwanted" });
    expect(settle.calls.map(([, settlement]) => settlement)).toEqual([{ status: "DEAD", reason: "no address" }]);
  });
});

it("skips a mail that another worker has leased", async () => {
  const { work, send, settle } = setUp({ lease: undefined });
  await expect(work(key)).resolves.toBeUndefined();
  expect([send.calls, settle.calls]).toEqual([[], []]);
});

describe("an address that refused mail", () => {
  const mailStatus = { state: "bounced", address: "ada@example.com", at: now } as const;

  it("gets no welcome mail", async () => {
    const { work, send, settle, report } = setUp({ read: async () => ({ ...profile, mailStatus }) });
    await expect(work(key)).resolves.toEqual({ state: "unwanted", createdAt: now });
    expect(send.calls).toEqual([]);
    expect(settle.calls.map(([, settlement]) => settlement)).toEqual([{ status: "DEAD", reason: "suppressed" }]);
    expect(report.calls).toMatchObject([["mail dead", { reason: "suppressed" }]]);
  });

  it.each([
    ["a security notice", { kind: "password-changed" }, {}],
    ["a mail to the user's new address", {}, { latestEmail: "new@example.com" }],
  ] as const)("does not suppress %s", async (_, mail, addresses) => {
    const { work, send } = setUp({
      lease: { ...leased, ...mail },
      read: async () => ({ ...profile, ...addresses, mailStatus }),
    });
    await work(key);
    expect(send.calls).toHaveLength(1);
  });
});

describe("a mail", () => {
  it.each([
    [
      "that SES refuses",
      { outcome: { result: "refused", reason: "TooManyRequestsException" } },
      ["PENDING"],
      "mail not sent",
    ],
    ["that SES cannot send", { outcome: { result: "impossible", reason: "MessageRejected" } }, ["DEAD"], "mail dead"],
    ["without a response from SES", { outcome: { result: "unknown", reason: "TimeoutError" } }, [], "mail not sent"],
    ["that is too old", { lease: { ...leased, createdAt: now - giveUpAfter - 1 } }, ["DEAD"], "mail dead"],
    // At a user's first sign-in, the mail is owed before the profile is written.
    ["without a profile yet", { read: async () => undefined }, ["PENDING"], "mail not sent"],
  ] as Array<[string, Given, string[], string]>)("%s", async (_, changes, statuses, reported) => {
    const { work, settle, report } = setUp(changes);
    const delivery = await work(key);
    expect(delivery?.state).toBe(statuses[0] === "DEAD" ? "dead" : "owed");
    expect(settle.calls.map(([, { status }]) => status)).toEqual(statuses);
    expect(report.calls.map(([what]) => what)).toEqual([reported]);
    expect(JSON.stringify(report.calls)).not.toContain("ada@example.com");
  });

  it("for a user without an address is given up without an error", async () => {
    const { work, send, settle } = setUp({ read: async () => ({ ...profile, email: "" }) });
    await expect(work(key)).resolves.toEqual({ state: "unwanted", createdAt: now });
    expect(send.calls).toEqual([]);
    expect(settle.calls.map(([, settlement]) => settlement)).toEqual([{ status: "DEAD", reason: "no address" }]);
  });

  it.each([
    ["with an unreadable profile", { read: async () => Promise.reject(new Error("no table")) }],
    [
      "that cannot be rendered",
      {
        render: () => {
          throw new Error("no words");
        },
      },
    ],
  ] as Array<[string, Given]>)("%s is retried", async (_, changes) => {
    const { work, send, settle } = setUp(changes);
    await work(key);
    expect(send.calls).toEqual([]);
    expect(settle.calls.map(([, { status }]) => status)).toEqual(["PENDING"]);
  });

  it("has an unknown result if the lease was lost", async () => {
    const { work, report } = setUp({ kept: false });
    await expect(work(key)).resolves.toBeUndefined();
    expect(report.calls).toEqual([["mail lease lost", { kind: "welcome" }]]);
  });
});
