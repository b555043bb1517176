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
const owe = (kind: string, sk: string, more: object = { details }) => ({
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
const newNotice = (kind: string) => ({
  mail: owe(kind, `OUTBOX#${kind}#2026-01-02T03:04:00Z`),
  unless: [
    { pk: "USER#s", sk: `OUTBOX#${kind}#2026-01-02T03:03:00Z` },
    { pk: "USER#s", sk: `OUTBOX#${kind}#2026-01-02T03:05:00Z` },
  ],
});

it.each([
  [
    "a welcome mail",
    createMailForFact("signed-up", "s", reader, now),
    { mail: owe("welcome", "OUTBOX#welcome", { details: {} }) },
  ],
  ["a changed password", createMailForFact("password-changed", "s", reader, now), newNotice("password-changed")],
  ["MFA turned on", createMailForFact("mfa-on", "s", reader, now), newNotice("mfa-on")],
  ["MFA turned off", createMailForFact("mfa-off", "s", reader, now), newNotice("mfa-off")],
  [
    "a new sign-in",
    createNewSignInNotice("s", reader, now, "x"),
    {
      mail: owe("new-sign-in", "OUTBOX#new-sign-in#2026-01-02T03:04:00Z#x"),
      unless: [
        { pk: "USER#s", sk: "OUTBOX#new-sign-in#2026-01-02T03:03:45Z#x" },
        { pk: "USER#s", sk: "OUTBOX#new-sign-in#2026-01-02T03:04:15Z#x" },
      ],
    },
  ],
])("%s", (_, owed, expected) => {
  expect(owed).toEqual(expected);
});

it("creates an address notice for each previous address", () => {
  const newNotice = (leftEmail: string, index: number) => ({
    mail: owe("address-changed", `OUTBOX#address-changed#2026-01-02T03:04:05.000Z#${index}`, { details, leftEmail }),
  });
  expect(createAddressNotices("s", reader, now, ["a@x.example", "b@x.example"])).toEqual([
    newNotice("a@x.example", 0),
    newNotice("b@x.example", 1),
  ]);
  expect(createAddressNotices("s", reader, now, [])).toEqual([]);
});

const [a, b, c] = ["a@x.example", "b@x.example", "c@x.example"] as const;

it.each([
  ["another one", { email: a }, c, [a]],
  ["the same", { email: a }, a, []],
  ["a first one", {}, a, []],
  ["the one of a password reset", { email: a, latestEmail: b }, b, [a]],
  ["a third one after a password reset with a second", { email: a, latestEmail: b }, c, [a, b]],
  ["another one after a password reset with the first", { email: a, latestEmail: a }, c, [a]],
  ["the first after a password reset with a second", { email: a, latestEmail: b }, a, [a, b]],
  ["a first one, the one of a password reset", { latestEmail: b }, b, []],
  ["a first one after a password reset with another", { latestEmail: b }, c, [b]],
])("finds the addresses that a verified user leaves for %s", (_, known, to, left) => {
  expect(findLeftEmails({ emailVerified: true, ...known }, to)).toEqual(left);
});

it.each([
  ["another one", { email: a }, c, []],
  ["the same, now verified", { email: a }, a, []],
  ["the one of a password reset", { email: a, latestEmail: b }, b, []],
  ["a third one after a password reset with a second", { email: a, latestEmail: b }, c, [b]],
])("finds the addresses that an unverified user leaves for %s", (_, known, to, left) => {
  expect(findLeftEmails({ emailVerified: false, ...known }, to)).toEqual(left);
});
