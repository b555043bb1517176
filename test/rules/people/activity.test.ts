import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type Countable,
  countablesOf,
  dayOf,
  daysUntil,
  type RowChange,
  statsExpireAt,
  statsKey,
  tallyOf,
} from "../../../src/rules/people/activity.ts";
import { profileKey } from "../../../src/rules/people/keys.ts";
import { createSignIn } from "../../../src/rules/people/sign-in.ts";

const at = Date.UTC(2026, 0, 31, 23, 59, 59);
const now = Date.UTC(2026, 1, 1, 0, 0, 5);
const expiresAt = now / 1_000 + 3 * 86_400;

const insertSignIn = (clientId: string | null = "app"): RowChange => {
  const row = createSignIn({ sub: "s", at, clientId, source: "x", newDevice: false, keptDays: 90 });
  return { key: row, after: row };
};
const changeProfile = (after: object, before?: object): RowChange => ({
  key: profileKey("s"),
  after: { clientId: "app", ...after },
  ...(before && { before: { clientId: "app", ...before } }),
});
/** Texts like `1 signUps 2026-01-31 app` for each count, by the row that remembers it. */
const formatTallies = (countables: Countable[]) =>
  Object.fromEntries(
    countables.map(({ sk, tallies }) => [
      sk,
      tallies.map(({ by, activity, day, clientId = "all" }) => `${by} ${activity} ${day} ${clientId}`),
    ]),
  );

describe("countablesOf", () => {
  it.each<[string, RowChange, object]>([
    [
      "counts a sign-in",
      insertSignIn(),
      {
        "COUNTED#SIGNIN#2026-01-31T23:59:45Z#app": ["1 signIns 2026-01-31 all", "1 signIns 2026-01-31 app"],
        "ACTIVE#2026-01-31": ["1 uniqueUsers 2026-01-31 all"],
        "ACTIVE#2026-01-31#app": ["1 uniqueUsers 2026-01-31 app"],
      },
    ],
    [
      "counts a sign-up",
      changeProfile({ createdAt: at, confirmedAt: at }),
      { "COUNTED#PROFILE": ["1 signUps 2026-01-31 all", "1 signUps 2026-01-31 app"] },
    ],
    [
      "counts a profile that an administrator or a backfill created",
      changeProfile({ createdAt: at, clientId: undefined }),
      { "COUNTED#PROFILE": ["1 users 2026-01-31 all", "1 users 2026-01-31 none"] },
    ],
    [
      "counts a sign-up that is confirmed after its profile was written",
      changeProfile({ createdAt: now, confirmedAt: at }, { createdAt: now }),
      {
        "COUNTED#PROFILE#confirmed": [
          "1 signUps 2026-01-31 all",
          "1 signUps 2026-01-31 app",
          "-1 users 2026-02-01 all",
          "-1 users 2026-02-01 app",
        ],
      },
    ],
  ])("%s", (_, change, expected) => {
    const countables = countablesOf(change, now);
    expect(formatTallies(countables)).toEqual(expected);
    expect(countables.every((one) => one.pk === "USER#s" && one.expiresAt === expiresAt)).toBe(true);
  });

  it.each<[string, RowChange]>([
    ["a change of a sign-in", { ...insertSignIn(), before: {} }],
    ["a deleted row", { key: profileKey("s"), before: { createdAt: at } }],
    ["a new address in a confirmed profile", changeProfile({ createdAt: at, confirmedAt: at }, { confirmedAt: at })],
    [
      "a change of a confirmed profile",
      changeProfile({ createdAt: at, confirmedAt: at }, { createdAt: at, confirmedAt: at }),
    ],
    ["a change of an unconfirmed profile", changeProfile({ createdAt: at }, { createdAt: at })],
    ["a mail", { key: { pk: "USER#s", sk: "OUTBOX#welcome" }, after: { createdAt: at } }],
    ["another row with a time", { key: { pk: "USER#s", sk: "NOTICE#1" }, after: { at } }],
    ["a row of the counter itself", { key: { pk: "USER#s", sk: "COUNTED#PROFILE" }, after: { expiresAt } }],
    ["a row without a user", { key: { pk: "STATS#2026-01-31#0", sk: "PROFILE" }, after: { createdAt: at } }],
    ["a sign-in without a time", { key: { pk: "USER#s", sk: "SIGNIN#x" }, after: { at: "now" } }],
    ["a profile without a time", changeProfile({ createdAt: -1 })],
    ["a time far out of range", changeProfile({ createdAt: 1e20 })],
    ["the first time out of range", changeProfile({ createdAt: 253_402_300_800_000 })],
    ["a time as a string", changeProfile({ createdAt: "5" })],
  ])("ignores %s", (_, change) => {
    expect(countablesOf(change, now)).toEqual([]);
  });

  it("accepts any input without an exception", () => {
    const row = fc.oneof(
      fc.anything(),
      fc.record({ at: fc.anything(), createdAt: fc.anything(), confirmedAt: fc.anything() }),
    );
    const key = fc.record({
      pk: fc.constantFrom("USER#s", "x"),
      sk: fc.constantFrom("PROFILE", "SIGNIN#x", "OUTBOX#x"),
    });
    fc.assert(
      fc.property(key, row, row, (key, before, after) => {
        const of = (value: unknown) => (typeof value === "object" && value !== null ? value : undefined) as never;
        for (const { tallies } of countablesOf({ key, before: of(before), after: of(after) }, now))
          expect(tallies.every(({ day }) => /^\d{4}-\d\d-\d\d$/.test(day))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

it.each([
  [{ day: "2026-01-31", activity: "signIns" }, "signIns"],
  [{ day: "2026-01-31", activity: "uniqueUsers", clientId: "a#b" }, "uniqueUsers#a#b"],
] as const)("statsKey of %j can be parsed", (tally, sk) => {
  expect(statsKey(tally, 3)).toEqual({ pk: "STATS#2026-01-31#3", sk });
  expect({ day: "2026-01-31", ...tallyOf(sk) }).toStrictEqual(tally);
});

it.each(["", "constructor", "PROFILE", "signIn#x"])("%j is not the key of a count", (sk) => {
  expect(tallyOf(sk)).toBeUndefined();
});

it("lists the days until now in UTC, across months and years", () => {
  expect(daysUntil(Date.UTC(2026, 0, 2), 3)).toEqual(["2025-12-31", "2026-01-01", "2026-01-02"]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (time) => dayOf(time) === new Date(time).toISOString().slice(0, 10)),
  );
});

it("keeps a day's counts for full days after its end", () => {
  expect(statsExpireAt("2026-01-31", 1)).toBe(Date.UTC(2026, 1, 2) / 1_000);
});
