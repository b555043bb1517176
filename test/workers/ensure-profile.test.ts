import { expect, it } from "@jest/globals";
import type { Repair } from "../../src/aws/ensure-profile.ts";
import { createHandler as createTrigger } from "../../src/handlers/post-authentication.ts";
import type { ProfileRows, SignInRows } from "../../src/rules/people/rows.ts";
import { createHandler } from "../../src/workers/ensure-profile.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const at = Date.UTC(2026, 0, 1);
const now = at + 8 * 86_400_000;
const repair: Repair = { userPoolId: "p", userName: "u", clientId: "c", fact: "signed-up", at };
const doNothing = async () => undefined;
const user = { sub: "s", email: "ada@example.com", email_verified: "true", locale: "de" };

const setUp = (
  found: Record<string, string> | undefined = user,
  write: () => Promise<void> = async () => undefined,
  joining: () => Promise<void> = async () => undefined,
) => {
  const saveProfile = collect((_rows: ProfileRows, _signal: AbortSignal) => write());
  const saveSignIn = collect((_rows: SignInRows, _signal: AbortSignal) => write());
  const report = collectReports();
  const readUser = collect(async (_pool: string, _name: string) => found);
  const join = collect((_user: object, _groups: readonly string[], _signal: AbortSignal) => joining());
  return {
    saveProfile,
    saveSignIn,
    join,
    report,
    readUser,
    work: createHandler({
      suite: suiteWith({ groups: [{ group: "members" }, { group: "staff", domain: "example.com" }] }),
      readUser,
      saveProfile,
      saveSignIn,
      join,
      report,
      now: () => now,
    }),
  };
};

it.each([
  ["signed-up", "OUTBOX#welcome"],
  ["password-changed", "OUTBOX#password-changed#2026-01-01T00:00:00Z"],
  ["mfa-on", "OUTBOX#mfa-on#2026-01-01T00:00:00Z"],
  ["mfa-off", "OUTBOX#mfa-off#2026-01-01T00:00:00Z"],
] as const)("writes the profile and owes the mail for %s", async (fact, sk) => {
  const { work, saveProfile, readUser } = setUp();
  await work({ ...repair, fact });
  expect(readUser.calls).toEqual([["p", "u"]]);
  expect(saveProfile.calls[0]?.[0]).toMatchObject({
    sub: "s",
    profile: { email: "ada@example.com", createdAt: at },
    owed: { mail: { sk, language: "de" } },
  });
});

it("owes a late mail from now on, with the time of the event in its text", async () => {
  const { work, saveProfile } = setUp();
  await work({ ...repair, fact: "mfa-on", at });
  expect(saveProfile.calls[0]?.[0].owed).toMatchObject({
    mail: {
      sk: "OUTBOX#mfa-on#2026-01-01T00:00:00Z",
      status: "PENDING",
      attempts: 0,
      createdAt: now,
      dueAt: now,
      details: { at: "2026-01-01T00:00:00.000Z" },
    },
    unless: [{ sk: "OUTBOX#mfa-on#2025-12-31T23:59:00Z" }, { sk: "OUTBOX#mfa-on#2026-01-01T00:01:00Z" }],
  });
});

it.each([
  ["signed-up", { confirmedAt: at }],
  ["password-changed", { latestEmail: "ada@example.com" }],
  ["mfa-on", { latestEmail: "ada@example.com" }],
  ["mfa-off", { latestEmail: "ada@example.com" }],
  ["seen", {}],
] as const)("writes the profile for %s with %j", async (fact, more) => {
  const { work, saveProfile } = setUp();
  await work({ ...repair, fact });
  expect(saveProfile.calls[0]?.[0].profile).toEqual({
    userName: "u",
    email: "ada@example.com",
    emailVerified: true,
    locale: "de",
    provider: "Cognito",
    clientId: "c",
    attributes: {},
    createdAt: at,
    ...more,
  });
});

it("writes only the profile for the fact seen", async () => {
  const { work, saveProfile } = setUp();
  await work({ ...repair, fact: "seen" });
  expect(saveProfile.calls).toHaveLength(1);
  expect(saveProfile.calls[0]?.[0]).not.toHaveProperty("owed");
});

it.each([["c"], [null]])(
  "writes a sign-in from a new device through %j with the trigger's keys, and owes its mail from now on",
  async (clientId) => {
    const { work, saveProfile, saveSignIn } = setUp();
    const written = collect(async (_rows: SignInRows, _signal: AbortSignal) => undefined);
    const report = collectReports();
    const trigger = createTrigger({ suite: suiteWith(), save: written, handOver: doNothing, report, now: () => at });
    const changes = { userAttributes: user, request: { newDeviceUsed: true }, clientId };
    await trigger(sampleEvent("PostAuthentication_Authentication", changes), noHurry);
    await work({ ...repair, clientId, fact: "new-sign-in" });
    const { signIn, owed } = written.calls[0]?.[0] ?? {};
    expect(owed?.unless).toHaveLength(2);
    expect(saveSignIn.calls.map(([rows]) => rows)).toEqual([
      { signIn, owed: { ...owed, mail: { ...owed?.mail, createdAt: now, dueAt: now } } },
    ]);
    expect(saveProfile.calls).toEqual([]);
  },
);

it.each(["false", "TRUE", ""])(
  "owes no mail if email_verified is %j, even if the request asks for it",
  async (email_verified) => {
    const { work, saveSignIn } = setUp({ ...user, email_verified });
    await work({ ...repair, fact: "new-sign-in" });
    expect(saveSignIn.calls).toHaveLength(1);
    expect(saveSignIn.calls[0]?.[0]).toEqual({
      signIn: expect.objectContaining({ sk: "SIGNIN#2026-01-01T00:00:00Z#c", newDevice: true }),
    });
  },
);

it("returns if the user does not exist any more", async () => {
  const { work, saveProfile, saveSignIn, report } = setUp(null as never);
  await work(repair);
  expect([saveProfile.calls, saveSignIn.calls]).toEqual([[], []]);
  expect(report.calls).toEqual([["user to repair is gone", { fact: "signed-up" }]]);
});

it("rejects if writing fails, so that Lambda retries", async () => {
  const { work } = setUp(user, async () => Promise.reject(new Error("no table")));
  await expect(work(repair)).rejects.toThrow("no table");
});

it.each([
  ["none, for a request of an earlier version", undefined, []],
  ["those of the request", ["members", "staff"], ["members", "staff"]],
  ["only those in the settings", ["administrators", "staff"], ["staff"]],
])("adds the user to groups: %s", async (_, groups, joined) => {
  const { work, join } = setUp();
  await work({ ...repair, ...(groups && { groups }) });
  expect(join.calls.map((call) => call.slice(0, 2))).toEqual([[{ userPoolId: "p", userName: "u" }, joined]]);
});

it("writes the profile, and then rejects if the user cannot join a group", async () => {
  const { work, saveProfile } = setUp(user, undefined, async () => Promise.reject(new Error("no Cognito")));
  await expect(work({ ...repair, groups: ["members"] })).rejects.toThrow("no Cognito");
  expect(saveProfile.calls).toHaveLength(1);
});

it.each<[object, string[]]>([
  [{ fact: "mfa" }, ["fact must be one of signed-up, password-changed, mfa-on, mfa-off, new-sign-in, seen"]],
  [{ at: undefined }, ["at must be milliseconds since 1970"]],
  [{ at: "2026-01-01" }, ["at must be milliseconds since 1970"]],
  [{ at: at / 1_000 }, ["at must be milliseconds since 1970"]],
  [{ userName: "", at: -1 }, ["userPoolId or userName is missing: set both", "at must be milliseconds since 1970"]],
])("reports the problems of a request with %j, and leaves it to the on-failure queue", async (changes, problems) => {
  const { work, readUser, report } = setUp();
  await expect(work({ ...repair, ...changes } as Repair)).rejects.toThrow("request not understood");
  expect(readUser.calls).toEqual([]);
  expect(report.calls).toEqual([["request not understood", { problems }]]);
});
