import { describe, expect, it } from "@jest/globals";
import {
  chooseBackoff,
  createOwedMail,
  giveUpAfter,
  isGivenUp,
  maxBackoff,
  newSettlement,
  renewOwedMail,
  type SendOutcome,
} from "../../../src/rules/mail/outbox.ts";

const now = Date.UTC(2026, 0, 1);
const facts = { attempts: 1, now, sentMailDays: 90, random: () => 1 };
const refused: SendOutcome = { result: "refused", reason: "TooManyRequestsException" };

it.each([
  [
    "sent",
    { result: "sent", messageId: "m1" },
    {},
    { status: "SENT", expiresAt: now / 1_000 + 90 * 86_400, messageId: "m1" },
  ],
  ["refused once", refused, {}, { status: "PENDING", dueAt: now + 5_000, reason: refused.reason }],
  ["refused four times", refused, { attempts: 4 }, { status: "PENDING", dueAt: now + 40_000, reason: refused.reason }],
  [
    "impossible",
    { result: "impossible", reason: "MessageRejected" },
    {},
    { status: "DEAD", reason: "MessageRejected" },
  ],
  ["unknown, which stays leased", { result: "unknown", reason: "TimeoutError" }, {}, undefined],
] as const)("%s", (_, outcome, changes, settlement) => {
  expect(newSettlement(outcome, { ...facts, ...changes })).toEqual(settlement);
});

it.each([
  [0, false],
  [giveUpAfter, false],
  [giveUpAfter + 1, true],
])("isGivenUp for a mail that is owed for %i ms is %s", (age, givenUp) => {
  expect(isGivenUp({ createdAt: now - age }, now)).toBe(givenUp);
});

describe("backoff", () => {
  it.each([
    [1, 2_500, 5_000],
    [2, 5_000, 10_000],
    [8, 320_000, 640_000],
    [9, maxBackoff / 2, maxBackoff],
    [1_000, maxBackoff / 2, maxBackoff],
  ])("after %i attempts waits %i to %i ms", (attempts, least, most) => {
    expect([chooseBackoff(attempts, () => 0), chooseBackoff(attempts, () => 1)]).toEqual([least, most]);
  });
});

it("renews a dead mail like a new one", () => {
  expect(createOwedMail("s", "welcome", { brand: "default", language: "en" }, now)).toMatchObject(
    renewOwedMail("USER#s", now),
  );
});
