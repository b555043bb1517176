import { expect, it } from "@jest/globals";
import { addressChanged, newSignIn, owedFor } from "../../src/rules/owed.ts";

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
  ["a welcome", owedFor("signed-up", "s", reader, now), { mail: mail("welcome", "OUTBOX#welcome", { details: {} }) }],
  ["a new password", owedFor("password-changed", "s", reader, now), notice("password-changed")],
  ["a second factor", owedFor("mfa-on", "s", reader, now), notice("mfa-on")],
  ["no second factor", owedFor("mfa-off", "s", reader, now), notice("mfa-off")],
  [
    "a device",
    newSignIn("s", reader, now, "x"),
    {
      mail: mail("new-sign-in", "OUTBOX#new-sign-in#2026-01-02T03:04:00Z#x"),
      unless: [
        { pk: "USER#s", sk: "OUTBOX#new-sign-in#2026-01-02T03:03:45Z#x" },
        { pk: "USER#s", sk: "OUTBOX#new-sign-in#2026-01-02T03:04:15Z#x" },
      ],
    },
  ],
  [
    "an address",
    addressChanged("s", reader, now),
    { mail: mail("address-changed", "OUTBOX#address-changed#2026-01-02T03:04:00Z") },
  ],
])("%s", (_, owed, expected) => {
  expect(owed).toEqual(expected);
});
