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

const given = (changes: Given = {}) => {
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

it("sends to the address that the profile has now, and says so in the row", async () => {
  const { work, send, settle, report } = given();
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
  // SES takes the domain in ASCII only, and would refuse the mail for good.
  ["welcome", { email: "ada@bücher.example" }, "ada@xn--bcher-kva.example"],
] as const)("%s with %j goes to %s", async (kind, addresses, to) => {
  const { work, send } = given({ lease: { ...leased, kind }, read: async () => ({ ...profile, ...addresses }) });
  await work(key);
  expect(send.calls.map(([mail]) => mail.to)).toEqual([to]);
});

it.each([
  ["password-changed", {}, []],
  ["mfa-off", {}, []],
  ["password-changed", { latestEmail: "new@example.com" }, ["new@example.com"]],
  ["welcome", {}, ["ada@example.com"]],
  // Owed only when Cognito has said that the address is proven, which the row may learn a moment later.
  ["new-sign-in", {}, ["ada@example.com"]],
] as const)("%s of somebody whose address nobody has proven, with %j, goes to %j", async (kind, addresses, to) => {
  const { work, send } = given({
    lease: { ...leased, kind },
    read: async () => ({ ...profile, emailVerified: false, ...addresses }),
  });
  await expect(work(key)).resolves.toMatchObject({ state: to.length > 0 ? "sent" : "unwanted" });
  expect(send.calls.map(([mail]) => mail.to)).toEqual(to);
});

describe("a notice to an address that was left", () => {
  const notice: LeasedMail = { ...leased, kind: "address-changed", leftEmail: "left@example.com" };
  const { leftEmail: _, ...old } = notice;

  it.each([
    [
      "it was owed to, however often it has changed since",
      notice,
      { previousEmail: "b@example.com" },
      "left@example.com",
    ],
    [
      "it was owed to, also when it is the one of today again",
      notice,
      { email: "left@example.com" },
      "left@example.com",
    ],
    [
      "it was owed to, whatever a password was reset with",
      notice,
      { latestEmail: "c@example.com" },
      "left@example.com",
    ],
    [
      "was the one before, where the row is an earlier version's",
      old,
      { previousEmail: "b@example.com" },
      "b@example.com",
    ],
  ])("goes to the one that %s", async (_, lease, addresses, to) => {
    const { work, send } = given({ lease, read: async () => ({ ...profile, ...addresses }) });
    await expect(work(key)).resolves.toMatchObject({ state: "sent" });
    expect(send.calls.map(([mail]) => mail.to)).toEqual([to]);
  });

  it.each(["left@example.com", "ada@example.com"])("goes out although %s refused mail", async (address) => {
    const mailStatus = { state: "complained", address, at: now } as const;
    const { work, send } = given({ lease: notice, read: async () => ({ ...profile, mailStatus }) });
    await work(key);
    expect(send.calls.map(([mail]) => mail.to)).toEqual(["left@example.com"]);
  });

  it("stays unsent where nobody knows the address", async () => {
    const { work, settle } = given({ lease: old });
    await expect(work(key)).resolves.toMatchObject({ state: "unwanted" });
    expect(settle.calls.map(([, settlement]) => settlement)).toEqual([{ status: "DEAD", reason: "no address" }]);
  });
});

it("leaves alone what another worker has", async () => {
  const { work, send, settle } = given({ lease: undefined });
  await expect(work(key)).resolves.toBeUndefined();
  expect([send.calls, settle.calls]).toEqual([[], []]);
});

describe("an address that refused mail", () => {
  const mailStatus = { state: "bounced", address: "ada@example.com", at: now } as const;

  it("gets no welcome", async () => {
    const { work, send, settle, report } = given({ read: async () => ({ ...profile, mailStatus }) });
    await expect(work(key)).resolves.toEqual({ state: "unwanted", createdAt: now });
    expect(send.calls).toEqual([]);
    expect(settle.calls.map(([, settlement]) => settlement)).toEqual([{ status: "DEAD", reason: "suppressed" }]);
    expect(report.calls).toMatchObject([["mail dead", { reason: "suppressed" }]]);
  });

  it.each([
    ["a security notice", { kind: "password-changed" }, {}],
    ["a mail to the address that the person has now", {}, { latestEmail: "new@example.com" }],
  ] as const)("does not hold back %s", async (_, mail, addresses) => {
    const { work, send } = given({
      lease: { ...leased, ...mail },
      read: async () => ({ ...profile, ...addresses, mailStatus }),
    });
    await work(key);
    expect(send.calls).toHaveLength(1);
  });
});

describe("what becomes of a mail", () => {
  it.each([
    [
      "refused by SES",
      { outcome: { result: "refused", reason: "TooManyRequestsException" } },
      ["PENDING"],
      "mail not sent",
    ],
    ["never to be sent", { outcome: { result: "impossible", reason: "MessageRejected" } }, ["DEAD"], "mail dead"],
    ["with no answer", { outcome: { result: "unknown", reason: "TimeoutError" } }, [], "mail not sent"],
    ["tried for days", { lease: { ...leased, createdAt: now - giveUpAfter - 1 } }, ["DEAD"], "mail dead"],
    // The profile of somebody who signs in for the first time is made after their sign-in has owed its mail.
    ["whose profile is not there yet", { read: async () => undefined }, ["PENDING"], "mail not sent"],
  ] as Array<[string, Given, string[], string]>)("%s", async (_, changes, statuses, said) => {
    const { work, settle, report } = given(changes);
    const delivery = await work(key);
    expect(delivery?.state).toBe(statuses[0] === "DEAD" ? "dead" : "owed");
    expect(settle.calls.map(([, { status }]) => status)).toEqual(statuses);
    expect(report.calls.map(([what]) => what)).toEqual([said]);
    expect(JSON.stringify(report.calls)).not.toContain("ada@example.com");
  });

  it("for somebody who has no address is given up, which is no fault", async () => {
    const { work, send, settle } = given({ read: async () => ({ ...profile, email: "" }) });
    await expect(work(key)).resolves.toEqual({ state: "unwanted", createdAt: now });
    expect(send.calls).toEqual([]);
    expect(settle.calls.map(([, settlement]) => settlement)).toEqual([{ status: "DEAD", reason: "no address" }]);
  });

  it.each([
    ["whose profile cannot be read", { read: async () => Promise.reject(new Error("no table")) }],
    [
      "that cannot be rendered",
      {
        render: () => {
          throw new Error("no words");
        },
      },
    ],
  ] as Array<[string, Given]>)("%s is tried again", async (_, changes) => {
    const { work, send, settle } = given(changes);
    await work(key);
    expect(send.calls).toEqual([]);
    expect(settle.calls.map(([, { status }]) => status)).toEqual(["PENDING"]);
  });

  it("is known to be unclear when the lease was lost meanwhile", async () => {
    const { work, report } = given({ kept: false });
    await expect(work(key)).resolves.toBeUndefined();
    expect(report.calls).toEqual([["mail lease lost", { kind: "welcome" }]]);
  });
});
