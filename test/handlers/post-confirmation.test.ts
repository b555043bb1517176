import { describe, expect, it } from "@jest/globals";
import { createHandler } from "../../src/handlers/post-confirmation.ts";
import type { ProfileRows } from "../../src/rules/people/rows.ts";
import type { GroupRule } from "../../src/settings/linking.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const sub = "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10";

const setUp = (
  answer: () => Promise<void> = async () => undefined,
  { groups = [], joining = async () => undefined }: { groups?: GroupRule[]; joining?: () => Promise<void> } = {},
) => {
  const save = collect((_rows: ProfileRows, _signal: AbortSignal) => answer());
  const join = collect((_user: object, _groups: readonly string[], _signal: AbortSignal) => joining());
  const handOver = collect(async (_repair: object, _signal: AbortSignal) => undefined);
  const report = collectReports();
  return {
    save,
    join,
    handOver,
    report,
    handler: createHandler({ suite: suiteWith({ groups }), save, join, handOver, report, now: () => now }),
  };
};

it("writes the profile of a new user and owes the welcome mail", async () => {
  const { handler, save, handOver } = setUp();
  await handler(sampleEvent("PostConfirmation_ConfirmSignUp", { userAttributes: { locale: "de-DE" } }), noHurry);
  const { sub: owner, profile, owed } = save.calls[0]?.[0] ?? {};
  expect(owner).toBe(sub);
  expect(profile).toMatchObject({ email: "ada@example.com", createdAt: now, confirmedAt: now });
  expect(owed).toEqual({
    mail: {
      pk: `USER#${sub}`,
      sk: "OUTBOX#welcome",
      kind: "welcome",
      brand: "default",
      language: "de",
      status: "PENDING",
      attempts: 0,
      createdAt: now,
      dueAt: now,
      duePk: expect.stringMatching(/^OWED#[0-3]$/),
      details: {},
    },
  });
  expect(handOver.calls).toEqual([]);
});

it("owes a notice of a changed password, and no second welcome mail", async () => {
  const { handler, save } = setUp();
  await handler(sampleEvent("PostConfirmation_ConfirmForgotPassword"), noHurry);
  expect(save.calls).toHaveLength(1);
  const { profile, owed } = save.calls[0]?.[0] ?? {};
  expect(profile).not.toHaveProperty("confirmedAt");
  expect(profile).toMatchObject({ latestEmail: "ada@example.com" });
  expect(owed).toMatchObject({
    mail: { sk: "OUTBOX#password-changed#2026-01-02T03:04:00Z", details: { at: "2026-01-02T03:04:05.000Z" } },
    unless: [
      { pk: `USER#${sub}`, sk: "OUTBOX#password-changed#2026-01-02T03:03:00Z" },
      { pk: `USER#${sub}`, sk: "OUTBOX#password-changed#2026-01-02T03:05:00Z" },
    ],
  });
});

it("owes the notice to the previous address if the new one is not verified", async () => {
  const { handler, save } = setUp();
  const changes = { userAttributes: { email: "victim@example.com", email_verified: "false" } };
  await handler(sampleEvent("PostConfirmation_ConfirmForgotPassword", changes), noHurry);
  expect(save.calls[0]?.[0].profile).not.toHaveProperty("latestEmail");
  expect(save.calls[0]?.[0].owed).toMatchObject({ mail: { kind: "password-changed" } });
});

it.each([
  ["PostConfirmation_ConfirmSignUp", "signed-up"],
  ["PostConfirmation_ConfirmForgotPassword", "password-changed"],
])("%s hands over a write that fails, without attributes", async (name, fact) => {
  const { handler, handOver, report } = setUp(async () => {
    throw new Error("table is gone");
  });
  const event = sampleEvent(name);
  await expect(handler(event, noHurry)).resolves.toBe(event);
  expect(handOver.calls[0]?.[0]).toEqual({
    userPoolId: event.userPoolId,
    userName: event.userName,
    clientId: event.callerContext.clientId,
    fact,
    at: now,
  });
  expect(report.calls[0]).toMatchObject(["profile handed over", { fact, error: { name: "Error" } }]);
});

it.each([
  ["no sub", { userAttributes: { sub: undefined } }],
  ["no user name", { userName: null }],
])("writes nothing for an event with %s", async (_, changes) => {
  const { handler, save } = setUp();
  const event = sampleEvent("PostConfirmation_ConfirmSignUp", changes);
  await expect(handler(event, noHurry)).resolves.toBe(event);
  expect(save.calls).toEqual([]);
});

describe("default groups", () => {
  const groups = [{ group: "members" }, { group: "staff", domain: "example.com" }, { group: "x", provider: "Google" }];

  it("are joined before the trigger returns", async () => {
    let joined = false;
    const joining = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      joined = true;
    };
    const { handler, join, handOver } = setUp(undefined, { groups, joining });
    const event = sampleEvent("PostConfirmation_ConfirmSignUp");
    await handler(event, noHurry);
    expect(joined).toBe(true);
    expect(join.calls.map((call) => call.slice(0, 2))).toEqual([
      [{ userPoolId: event.userPoolId, userName: event.userName }, ["members", "staff"]],
    ]);
    expect(handOver.calls).toEqual([]);
  });

  it("are not joined again after a password reset", async () => {
    const { handler, join } = setUp(undefined, { groups });
    await handler(sampleEvent("PostConfirmation_ConfirmForgotPassword"), noHurry);
    expect(join.calls.map(([, names]) => names)).toEqual([[]]);
  });

  const fails = () => Promise.reject(new Error("no Cognito"));
  const repair = { fact: "signed-up", at: now };

  it.each([
    ["the groups", undefined, fails, { ...repair, groups: ["members", "staff"] }, ["groups handed over"]],
    ["the profile", fails, undefined, repair, ["profile handed over"]],
    ["both", fails, fails, { ...repair, groups: ["members", "staff"] }, ["profile handed over", "groups handed over"]],
  ])("lead to one hand-over if %s cannot be written", async (_, saving, joining, handedOver, reported) => {
    const { handler, handOver, report } = setUp(saving, { groups, ...(joining && { joining }) });
    const event = sampleEvent("PostConfirmation_ConfirmSignUp");
    await expect(handler(event, noHurry)).resolves.toBe(event);
    const { userPoolId, userName, callerContext } = event;
    expect(handOver.calls.map(([asked]) => asked)).toEqual([
      { userPoolId, userName, clientId: callerContext.clientId, ...handedOver },
    ]);
    expect(report.calls.map(([what]) => what)).toEqual(reported);
  });
});
