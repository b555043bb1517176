import { expect, it } from "@jest/globals";
import {
  createAddressNotices,
  createMailForFact,
  createNewSignInNotice,
  findLeftEmails,
} from "../../../src/rules/mail/owed.ts";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const reader = { brand: "default", language: "en" } as const;
const details = { at: "2026-01-02T03:04:05.000Z" };
const mail = (kind: string, sk: string, more: object = { details }) => ({
  pk: "USER#s",
  sk,
  ...reader,
  kind,
  status: "PENDING",
  attempts: 0,
  createdAt: now,
  dueAt: now,
  duePk: "OWED#3",
  ...more,
});
const notice = (kind: string) => ({
  mail: mail(kind, `OUTBOX#${kind}#2026-01-02T03:04:00Z`),
  unless: [
    { pk: "USER#s", sk: `OUTBOX#${kind}#2026-01-02T03:03:00Z` },
    { pk: "USER#s", sk: `OUTBOX#${kind}#2026-01-02T03:05:00Z` },
  ],
});

it.each([
  [
    "a welcome",
    createMailForFact("signed-up", "s", reader, now),
    { mail: mail("welcome", "OUTBOX#welcome", { details: {} }) },
  ],
  ["a new password", createMailForFact("password-changed", "s", reader, now), notice("password-changed")],
  ["a second factor", createMailForFact("mfa-on", "s", reader, now), notice("mfa-on")],
  ["no second factor", createMailForFact("mfa-off", "s", reader, now), notice("mfa-off")],
  [
    "a device",
    createNewSignInNotice("s", reader, now, "x"),
    {
      mail: mail("new-sign-in", "OUTBOX#new-sign-in#2026-01-02T03:04:00Z#x"),
      unless: [
        { pk: "USER#s", sk: "OUTBOX#new-sign-in#2026-01-02T03:03:45Z#x" },
        { pk: "USER#s", sk: "OUTBOX#new-sign-in#2026-01-02T03:04:15Z#x" },
      ],
    },
  ],
])("%s", (_, owed, expected) => {
  expect(owed).toEqual(expected);
});

it("an address, and each that was left by then", () => {
  const notice = (leftEmail: string, index: number) => ({
    mail: mail("address-changed", `OUTBOX#address-changed#2026-01-02T03:04:05.000Z#${index}`, { details, leftEmail }),
  });
  expect(createAddressNotices("s", reader, now, ["a@x.example", "b@x.example"])).toEqual([
    notice("a@x.example", 0),
    notice("b@x.example", 1),
  ]);
  expect(createAddressNotices("s", reader, now, [])).toEqual([]);
});

const [a, b, c] = ["a@x.example", "b@x.example", "c@x.example"] as const;

it.each([
  ["another one", { email: a }, c, [a]],
  ["the same", { email: a }, a, []],
  ["one where there was none", {}, a, []],
  ["the one that a password was reset with", { email: a, latestEmail: b }, b, [a]],
  ["a third one, after a password was reset with a second", { email: a, latestEmail: b }, c, [a, b]],
  ["another one, after a password was reset with the first", { email: a, latestEmail: a }, c, [a]],
  ["the first, after a password was reset with a second", { email: a, latestEmail: b }, a, [a, b]],
  ["the one that a password was reset with, where there was none", { latestEmail: b }, b, []],
  ["another one than that, where there was none", { latestEmail: b }, c, [b]],
])("whoever now has %s has left those that are theirs", (_, known, to, left) => {
  expect(findLeftEmails({ emailVerified: true, ...known }, to)).toEqual(left);
});

it.each([
  ["another one", { email: a }, c, []],
  ["the same, now proven", { email: a }, a, []],
  ["the one that a password was reset with", { email: a, latestEmail: b }, b, []],
  ["a third one, after a password was reset with a second", { email: a, latestEmail: b }, c, [b]],
])("whoever had proven none and now has %s has left none but what they proved", (_, known, to, left) => {
  expect(findLeftEmails({ emailVerified: false, ...known }, to)).toEqual(left);
});
