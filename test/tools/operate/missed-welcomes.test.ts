import { describe, expect, it } from "@jest/globals";
import type { ProfileRow } from "../../../src/rules/people/profile.ts";
import { SettingsError } from "../../../src/runtime/errors.ts";
import {
  findMissed,
  type LeftOut,
  newMissedSignUp,
  type RowFacts,
  type SearchResult,
} from "../../../tools/operate/missed-welcomes.ts";
import type { PoolUser } from "../../../tools/operate/pool-users.ts";
import { readWelcomeSince } from "../../../tools/operate/welcome-since.ts";
import { collect } from "../../support/collect.ts";
import { suiteWith } from "../../support/suite.ts";

const minute = 60_000;
const hour = 60 * minute;
const since = Date.UTC(2026, 0, 31, 9, 30);
const now = since + 2 * hour;

const userWith = (changes: Partial<PoolUser> = {}): PoolUser => ({
  userName: "a",
  attributes: { sub: "a", email: "ada@example.com", email_verified: "true", given_name: "Ada", "custom:role": "admin" },
  createdAt: since + minute,
  changedAt: since + 2 * minute,
  status: "CONFIRMED",
  enabled: true,
  confirmed: true,
  ...changes,
});

const profileWith = (changes: Partial<ProfileRow> = {}): ProfileRow => ({
  userName: "a",
  emailVerified: true,
  provider: "Cognito",
  attributes: {},
  createdAt: since + hour,
  ...changes,
});

type World = { users?: Partial<PoolUser>[][]; profile?: ProfileRow | undefined; rows?: RowFacts[] };

const find = async ({ users = [[{}]], profile, rows = [] }: World) => {
  const page = collect(async (token: string | undefined) => {
    const at = Number(token ?? 0);
    return { users: (users[at] ?? []).map(userWith), ...(at + 1 < users.length && { next: `${at + 1}` }) };
  });
  const readProfile = collect(async (_sub: string) => profile);
  const readRows = collect(async (_sub: string) => rows);
  const pages = collect(async () => undefined);
  const people = collect(async () => undefined);
  const onProgress = collect((_found: SearchResult) => undefined);
  const found = await findMissed({ page, readProfile, readRows, pace: { pages, people }, onProgress }, since);
  return { found, page, readProfile, readRows, pages, people, onProgress };
};

const noneLeftOut: LeftOut = { alreadyThere: 0, knownBefore: 0, byAdministrator: 0, disabled: 0 };
const signedIn = { sk: "SIGNIN#2026-01-31T10:30:00Z#web", source: "PostAuthentication_Authentication" };
const newPassword = { sk: "SIGNIN#2026-01-31T10:30:00Z#web", source: "TokenGeneration_NewPasswordChallenge" };

describe("a welcome is owed to a user", () => {
  it.each<[string, Partial<PoolUser>, ProfileRow | undefined, RowFacts[]]>([
    ["who signed up since, without a token", {}, undefined, []],
    ["who signed up at that very time", { createdAt: since, changedAt: since }, undefined, []],
    ["who signed up 24 hours before, and confirmed since", { createdAt: since - 24 * hour }, undefined, []],
    ["with a profile from a token", {}, profileWith(), [{ sk: "PROFILE" }, signedIn]],
    ["with a profile from a backfill", {}, profileWith({ createdAt: since + minute }), [{ sk: "PROFILE" }]],
    [
      "with a profile from a backfill, who signed up before",
      { createdAt: since - hour },
      profileWith({ createdAt: since - hour }),
      [],
    ],
    ["of a provider", { status: "EXTERNAL_PROVIDER", changedAt: since + minute }, undefined, []],
    ["with a password-changed notice", {}, profileWith(), [{ sk: "OUTBOX#password-changed#2026-01-31T10:00:00Z" }]],
  ])("%s", async (_, user, profile, rows) => {
    const { found } = await find({ users: [[user]], profile, rows });
    expect(found).toEqual({ seen: 1, missed: [{ user: userWith(user), profile }], leftOut: noneLeftOut });
  });
});

describe("no welcome is owed, without reading the table, to a user", () => {
  it.each<[string, Partial<PoolUser>]>([
    ["who signed up before any code that is still valid", { createdAt: since - 24 * hour - 1 }],
    ["who signed up before, and has not changed since", { createdAt: since - hour, changedAt: since - 1 }],
    ["who is not confirmed", { status: "UNCONFIRMED" }],
    ["created by an administrator, without a sign-in", { status: "FORCE_CHANGE_PASSWORD" }],
    ["imported, without a sign-in", { status: "RESET_REQUIRED" }],
    ["with an unknown status", { status: "UNKNOWN" }],
    ["without a sub", { attributes: { email: "ada@example.com" } }],
  ])("%s", async (_, user) => {
    const { found, readProfile, people } = await find({ users: [[user]] });
    expect(found).toEqual({ seen: 1, missed: [], leftOut: noneLeftOut });
    expect([readProfile.calls, people.calls]).toEqual([[], []]);
  });
});

describe("rows leave out a user", () => {
  it.each<[keyof LeftOut, string, World, number]>([
    ["alreadyThere", "confirmed", { profile: profileWith({ confirmedAt: since + minute }) }, 0],
    [
      "alreadyThere",
      "confirmed, and disabled later",
      { users: [[{ enabled: false }]], profile: profileWith({ confirmedAt: since + minute }) },
      0,
    ],
    ["alreadyThere", "a welcome", { profile: profileWith(), rows: [{ sk: "OUTBOX#welcome" }] }, 1],
    ["knownBefore", "seen before", { profile: profileWith({ createdAt: since - 1 }) }, 0],
    ["byAdministrator", "a new password", { profile: profileWith(), rows: [{ sk: "PROFILE" }, newPassword] }, 1],
    ["byAdministrator", "a new password, and no profile yet", { rows: [newPassword] }, 1],
    ["disabled", "disabled", { users: [[{ enabled: false }]] }, 0],
  ])("%s: %s", async (fate, _, world, rowsRead) => {
    const { found, readRows } = await find(world);
    expect(found).toEqual({ seen: 1, missed: [], leftOut: { ...noneLeftOut, [fate]: 1 } });
    expect(readRows.calls).toHaveLength(rowsRead);
  });
});

it("reads pages at the given pace, and reports progress", async () => {
  const { found, page, pages, people, onProgress } = await find({
    users: [[{}, { status: "UNCONFIRMED" }], [], [{ userName: "b" }]],
  });
  expect(found).toMatchObject({ seen: 3, missed: [{ user: { userName: "a" } }, { user: { userName: "b" } }] });
  expect(page.calls).toEqual([[undefined], ["1"], ["2"]]);
  expect([pages.calls.length, people.calls.length, onProgress.calls.length]).toEqual([3, 2, 3]);
});

describe("a missed sign-up", () => {
  const suite = suiteWith({ appClients: { web: { brand: "shop", language: "fr" } } });
  const newSignUp = (user: Partial<PoolUser>, profile?: ProfileRow) =>
    newMissedSignUp({ user: userWith(user), profile }, { suite, since, now });

  it("has a profile and a mail, without attributes that could grant a role", () => {
    expect(newSignUp({})).toEqual({
      sub: "a",
      profile: {
        userName: "a",
        email: "ada@example.com",
        emailVerified: true,
        givenName: "Ada",
        provider: "Cognito",
        attributes: {},
        createdAt: since + minute,
        confirmedAt: since + minute,
      },
      owed: {
        mail: {
          pk: "USER#a",
          sk: "OUTBOX#welcome",
          kind: "welcome",
          brand: "default",
          language: "en",
          status: "PENDING",
          attempts: 0,
          createdAt: now,
          dueAt: now,
          duePk: expect.stringMatching(/^OWED#[0-3]$/),
          details: {},
        },
      },
    });
  });

  it.each<[string, Partial<PoolUser>, ProfileRow | undefined, object]>([
    ["signed up before", { createdAt: since - hour }, undefined, { profile: { confirmedAt: since } }],
    [
      "has an app client in the profile",
      {},
      profileWith({ clientId: "web" }),
      { profile: { clientId: "web" }, owed: { mail: { brand: "shop", language: "fr" } } },
    ],
    [
      "has a language",
      { attributes: { sub: "a", locale: "de-DE" } },
      profileWith({ clientId: "web" }),
      { owed: { mail: { brand: "shop", language: "de" } } },
    ],
  ])("fits a user who %s", (_, user, profile, expected) => {
    expect(newSignUp(user, profile)).toMatchObject(expected);
  });
});

describe("--welcome-since", () => {
  it.each([
    ["2026-01-31T09:30:00Z", since],
    ["2026-01-31T09:30Z", since],
    ["2026-01-31T10:30:00.999+01:00", since],
    [new Date(now).toISOString(), now],
    [new Date(now - 30 * 24 * hour).toISOString(), now - 30 * 24 * hour],
  ])("%s is accepted", (text, time) => {
    expect(readWelcomeSince(text, now)).toBe(time);
  });

  it.each([
    ["", "is not a time"],
    ["yesterday", "is not a time"],
    ["2026-01-31", "is not a time"],
    ["2026-01-31T09:30:00", "is not a time"],
    ["2026-02-30T09:30:00Z", "is not a time"],
    ["1769851800000", "is not a time"],
    [new Date(now + 1).toISOString(), "is in the future: it is 2026-01-31T11:30:00.000Z now"],
    [new Date(now - 30 * 24 * hour - 1).toISOString(), "is more than 30 days ago"],
    ["0001-01-01T00:00:00Z", "is more than 30 days ago"],
  ])("%s is refused", (text, why) => {
    expect(() => readWelcomeSince(text, now)).toThrow(SettingsError);
    expect(() => readWelcomeSince(text, now)).toThrow(`--welcome-since ${text} ${why}`);
  });
});
