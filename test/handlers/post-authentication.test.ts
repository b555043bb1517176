import { describe, expect, it } from "@jest/globals";
import { createHandler, deadlines } from "../../src/handlers/post-authentication.ts";
import type { SignInRows } from "../../src/rules/people/rows.ts";
import { createTrigger } from "../../src/runtime/trigger.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const sub = "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10";
const client = "4u3ef0exampleclient000000";

type Call = (signal: AbortSignal) => Promise<void>;
const done: Call = async () => undefined;
const fails: Call = async () => Promise.reject(new Error("no table"));
/** Never settles, like a socket without a response. */
const hangs: Call = () => new Promise(() => undefined);

const short = { ...deadlines, write: 20, handOver: 21 };

const setUp = ({ write = done, handing = done }: { write?: Call; handing?: Call } = {}) => {
  const save = collect((_rows: SignInRows, signal: AbortSignal) => write(signal));
  const handOver = collect((_repair: object, signal: AbortSignal) => handing(signal));
  const report = collectReports();
  const handler = createHandler({ suite: suiteWith(), save, handOver, report, now: () => now }, short);
  return { save, handOver, report, handler };
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

it("writes one row without personal data", async () => {
  const { handler, save } = setUp();
  await handler(sampleEvent("PostAuthentication_Authentication"), noHurry);
  expect(save.calls.map(([rows]) => rows)).toEqual([{ signIn }]);
});

it("owes a mail for a new device", async () => {
  const { handler, save } = setUp();
  await handler(sampleEvent("PostAuthentication_Authentication", { request: { newDeviceUsed: true } }), noHurry);
  expect(save.calls).toHaveLength(1);
  expect(save.calls[0]?.[0]).toMatchObject({
    signIn: { ...signIn, newDevice: true },
    owed: {
      mail: { sk: `OUTBOX#new-sign-in#2026-01-02T03:04:00Z#${client}`, details: { at: "2026-01-02T03:04:05.000Z" } },
      unless: [
        { sk: `OUTBOX#new-sign-in#2026-01-02T03:03:45Z#${client}` },
        { sk: `OUTBOX#new-sign-in#2026-01-02T03:04:15Z#${client}` },
      ],
    },
  });
});

it.each(["false", "TRUE", true, undefined])(
  "owes no mail about a new device if email_verified is %p",
  async (email_verified) => {
    const { handler, save } = setUp();
    const changes = { userAttributes: { email_verified }, request: { newDeviceUsed: true } };
    await handler(sampleEvent("PostAuthentication_Authentication", changes), noHurry);
    expect(save.calls.map(([rows]) => rows)).toEqual([{ signIn: { ...signIn, newDevice: true } }]);
  },
);

describe("a sign-in that cannot be written", () => {
  const newDevice = () => sampleEvent("PostAuthentication_Authentication", { request: { newDeviceUsed: true } });
  const { userPoolId, userName } = newDevice();

  it.each([
    ["fails", fails, "Error"],
    ["times out", hangs, "DeadlineExceeded"],
  ])("is handed over without attributes if writing %s", async (_, write, name) => {
    const { handler, handOver, report } = setUp({ write });
    const event = newDevice();
    expect(await handler(event, noHurry)).toBe(event);
    expect(handOver.calls.map(([repair]) => repair)).toEqual([
      { userPoolId, userName, clientId: client, fact: "new-sign-in", at: now },
    ]);
    expect(report.calls).toMatchObject([["sign-in handed over", { error: { name } }]]);
  });

  it("is not handed over if writing succeeds", async () => {
    const { handler, handOver, report } = setUp();
    await handler(newDevice(), noHurry);
    expect([handOver.calls, report.calls]).toEqual([[], []]);
  });

  it.each<[string, { newDeviceUsed?: boolean; userAttributes?: Record<string, string> }]>([
    ["no new device", {}],
    ["an unverified address", { userAttributes: { email_verified: "false" }, newDeviceUsed: true }],
  ])("is dropped if it owes no mail: %s", async (_, { newDeviceUsed = false, userAttributes = {} }) => {
    const { handler, handOver } = setUp({ write: fails });
    const event = sampleEvent("PostAuthentication_Authentication", { userAttributes, request: { newDeviceUsed } });
    await expect(handler(event, noHurry)).rejects.toThrow("no table");
    expect(handOver.calls).toEqual([]);
  });

  it("is not handed over without a user name", async () => {
    const { handler, handOver } = setUp({ write: fails });
    await expect(handler({ ...newDevice(), userName: null }, noHurry)).rejects.toThrow("no table");
    expect(handOver.calls).toEqual([]);
  });

  it("does not block the sign-in if no service responds", async () => {
    const { handler, handOver } = setUp({ write: hangs, handing: hangs });
    const event = newDevice();
    // The message shows that the deadline of handing over ended it, not the trigger's.
    await expect(handler(event, noHurry)).rejects.toMatchObject({
      name: "DeadlineExceeded",
      message: expect.stringContaining(`${short.handOver} ms`),
    });
    const trigger = createTrigger(handler, { deadline: 5_000, whenItBreaks: "carry-on" });
    expect(await trigger(event)).toBe(event);
    expect(handOver.calls).toHaveLength(2);
    expect(handOver.calls.every(([, signal]) => signal.aborted)).toBe(true);
  });

  it("has deadlines that fit into the trigger's", () => {
    expect(deadlines.write + deadlines.handOver).toBeLessThan(deadlines.trigger);
  });
});
