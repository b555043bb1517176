import { expect, it } from "@jest/globals";
import { createHandler } from "../../src/handlers/post-authentication.ts";
import { collect, noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const sub = "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10";
const client = "4u3ef0exampleclient000000";

const given = () => {
  const save = collect(async (_signIn: object, _signal: AbortSignal) => undefined);
  const saveWithMail = collect(async (_signIn: object, _owed: object, _signal: AbortSignal) => undefined);
  return { save, saveWithMail, handler: createHandler({ suite: suiteWith(), save, saveWithMail, now: () => now }) };
};

const signIn = {
  pk: `USER#${sub}`,
  sk: `SIGNIN#2026-01-02T03:04:00Z#${client}`,
  at: now,
  clientId: client,
  source: "PostAuthentication_Authentication",
  newDevice: false,
  expiresAt: now / 1_000 + 90 * 86_400,
};

it("keeps one row, with nothing of the person in it but the key", async () => {
  const { handler, save, saveWithMail } = given();
  await handler(sampleEvent("PostAuthentication_Authentication"), noHurry);
  expect(save.calls.map(([row]) => row)).toEqual([signIn]);
  expect(saveWithMail.calls).toEqual([]);
});

it("owes a mail for a device that was not seen before", async () => {
  const { handler, save, saveWithMail } = given();
  await handler(sampleEvent("PostAuthentication_Authentication", { request: { newDeviceUsed: true } }), noHurry);
  expect(save.calls).toEqual([]);
  expect(saveWithMail.calls[0]?.slice(0, 2)).toMatchObject([
    { ...signIn, newDevice: true },
    {
      mail: { sk: `OUTBOX#new-sign-in#2026-01-02T03:04:00Z#${client}`, details: { at: "2026-01-02T03:04:05.000Z" } },
      unless: [
        { sk: `OUTBOX#new-sign-in#2026-01-02T03:03:45Z#${client}` },
        { sk: `OUTBOX#new-sign-in#2026-01-02T03:04:15Z#${client}` },
      ],
    },
  ]);
});

it.each(["false", "TRUE", true, undefined])(
  "tells no stranger of a new device: email_verified is %p",
  async (email_verified) => {
    const { handler, save, saveWithMail } = given();
    const changes = { userAttributes: { email_verified }, request: { newDeviceUsed: true } };
    await handler(sampleEvent("PostAuthentication_Authentication", changes), noHurry);
    expect(save.calls.map(([row]) => row)).toEqual([{ ...signIn, newDevice: true }]);
    expect(saveWithMail.calls).toEqual([]);
  },
);
