import { expect, it } from "@jest/globals";
import { createHandler } from "../../src/handlers/post-confirmation.ts";
import type { Owed } from "../../src/rules/owed.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const sub = "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10";

const given = (answer: () => Promise<void> = async () => undefined) => {
  const save = collect((_sub: string, _profile: object, _owed: Owed, _signal: AbortSignal) => answer());
  const handOver = collect(async (_repair: object, _signal: AbortSignal) => undefined);
  const report = collectReports();
  return {
    save,
    handOver,
    report,
    handler: createHandler({ suite: suiteWith(), save, handOver, report, now: () => now }),
  };
};

it("owes a new user a profile and a welcome", async () => {
  const { handler, save, handOver } = given();
  await handler(sampleEvent("PostConfirmation_ConfirmSignUp", { userAttributes: { locale: "de-DE" } }), noHurry);
  const [[owner, profile, owed] = []] = save.calls;
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

it("tells of a changed password, and welcomes nobody twice", async () => {
  const { handler, save } = given();
  await handler(sampleEvent("PostConfirmation_ConfirmForgotPassword"), noHurry);
  expect(save.calls).toHaveLength(1);
  expect(save.calls[0]?.[1]).not.toHaveProperty("confirmedAt");
  expect(save.calls[0]?.[1]).toMatchObject({ latestEmail: "ada@example.com" });
  expect(save.calls[0]?.[2]).toMatchObject({
    mail: { sk: "OUTBOX#password-changed#2026-01-02T03:04:00Z", details: { at: "2026-01-02T03:04:05.000Z" } },
    unless: { pk: `USER#${sub}`, sk: "OUTBOX#password-changed#2026-01-02T03:03:00Z" },
  });
});

it.each([
  ["PostConfirmation_ConfirmSignUp", "signed-up"],
  ["PostConfirmation_ConfirmForgotPassword", "password-changed"],
])("%s hands over what it cannot write, without any attribute", async (name, fact) => {
  const { handler, handOver, report } = given(async () => {
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
])("writes nothing with %s", async (_, changes) => {
  const { handler, save } = given();
  const event = sampleEvent("PostConfirmation_ConfirmSignUp", changes);
  await expect(handler(event, noHurry)).resolves.toBe(event);
  expect(save.calls).toEqual([]);
});
