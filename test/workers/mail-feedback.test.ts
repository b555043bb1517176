import { expect, it } from "@jest/globals";
import { anything, assert, asyncProperty, oneof, record, shuffledSubarray } from "fast-check";
import { type MailEvent, type MailStatus, milderStatesOf } from "../../src/rules/mail/mail-feedback.ts";
import type { SentSettlement } from "../../src/rules/mail/outbox.ts";
import { type Key, outboxId } from "../../src/rules/people/keys.ts";
import { createHandler, handler as deployed } from "../../src/workers/mail-feedback.ts";
import { collect, collectReports } from "../support/collect.ts";
import { bounce, complaint, mailEvent } from "../support/mail-events.ts";

const id = outboxId({ pk: "USER#s", sk: "OUTBOX#welcome" });
const at = Date.UTC(2026, 0, 1);

type Answer<Value> = () => Promise<Value>;

const setUp = ({
  settled = async () => true,
  marked = async () => true,
}: {
  settled?: Answer<boolean>;
  marked?: Answer<boolean>;
} = {}) => {
  const settle = collect((_key: Key, _settlement: SentSettlement) => settled());
  const mark = collect((_sub: string, _status: MailStatus) => marked());
  const report = collectReports();
  const measure = collect((_values: object): void => undefined);
  const handler = createHandler({ settle, mark, report, measure, sentMailDays: 90 });
  return { settle, mark, report, measure, work: (detail: MailEvent) => handler({ detail }) };
};

it("settles the mail and marks the address that refuses it", async () => {
  const { work, settle, mark, report } = setUp();
  await work(bounce({ id }));
  expect(settle.calls).toMatchObject([
    [
      { pk: "USER#s", sk: "OUTBOX#welcome" },
      { status: "SENT", messageId: "m1" },
    ],
  ]);
  expect(mark.calls).toMatchObject([["s", { state: "bounced", address: "ada@example.com" }]]);
  expect(report.calls).toEqual([
    ["mail settled by event", { event: "Bounce" }],
    ["address refuses mail", { state: "bounced" }],
  ]);
});

it("reports little if nothing changes", async () => {
  const { work, report } = setUp({ settled: async () => false, marked: async () => false });
  await work(mailEvent("Send", { id }));
  await work(complaint({ id }));
  expect(report.calls).toEqual([["address refused mail before", { state: "complained" }]]);
});

it("counts events of Cognito's own mails, and otherwise ignores them", async () => {
  const { work, settle, mark, report, measure } = setUp();
  await work(bounce({}));
  expect([settle.calls, mark.calls]).toEqual([[], []]);
  expect(measure.calls).toEqual([[{ MailsBounced: 1 }]]);
  expect(report.calls).toEqual([["mail event ignored", { event: "Bounce", reason: "not an outbox mail" }]]);
});

it("accepts anything that is not an event of SES", async () => {
  const handler = createHandler({
    settle: async () => true,
    mark: async () => true,
    report: () => undefined,
    measure: () => undefined,
    sentMailDays: 90,
  });
  await handler({});
  const shape = record({ eventType: anything(), mail: record({ tags: record({ outbox: anything() }) }, {}) });
  await assert(
    asyncProperty(oneof(anything(), shape), async (detail) => {
      await handler({ detail: (detail ?? {}) as MailEvent });
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  ["row", { settled: async () => Promise.reject(new Error("no table")) }],
  ["profile", { marked: async () => Promise.reject(new Error("no table")) }],
])("rejects if writing the %s fails, so that Lambda retries", async (_, answers) => {
  const { work, measure } = setUp(answers);
  await expect(work(bounce({ id }))).rejects.toThrow("no table");
  // The retry counts it.
  expect(measure.calls).toEqual([]);
});

it("counts deliveries and complaints in CloudWatch", async () => {
  const { work, measure } = setUp();
  for (const event of [mailEvent("Send", { id }), mailEvent("Delivery", { id }), complaint({ id })]) await work(event);
  expect(measure.calls).toEqual([[{}], [{ MailsDelivered: 1 }], [{ MailsComplained: 1 }]]);
});

it("rejects without details of the event or of AWS, because Lambda logs the error", async () => {
  process.env["AWS_ENDPOINT_URL_DYNAMODB"] = "http://127.0.0.1:1";
  await expect(deployed({ detail: bounce({ id }) })).rejects.toThrow(/^mail event not written$/);
});

it("reports no address, user or ID", async () => {
  const { work, report } = setUp();
  for (const event of [bounce({ id }), bounce({}), complaint({ id }), mailEvent("Send", { id: "?" })])
    await work(event);
  expect(JSON.stringify(report.calls)).not.toMatch(/ada|example|USER|m1/);
});

const repeatAll = <Value>(values: readonly Value[]) => Array.from({ length: 5 }, () => values).flat();

it.each([
  ["a delivered mail", [mailEvent("Send", { id }), mailEvent("Delivery", { id })]],
  [
    "a complaint and bounces at different times",
    [
      mailEvent("Send", { id }),
      bounce({ id, at: at + 2 }),
      bounce({ id, at: at + 1 }),
      complaint({ id, at: at + 3 }),
      complaint({ id, at: at + 4 }),
      bounce({ id, at: at + 5 }, { bounceType: "Transient" }),
    ],
  ],
])("%s: each event five times, in any order, has the same result", async (_, events) => {
  const all = repeatAll(events);
  const applyEvents = async (order: readonly MailEvent[]) => {
    let row: object = { status: "SENDING" };
    let known: MailStatus | undefined;
    const handler = createHandler({
      settle: async (_key, settlement) => {
        const open = !("messageId" in row);
        if (open) row = settlement;
        return open;
      },
      mark: async (_sub, status) => {
        const isNews = known?.address !== status.address || milderStatesOf(status.state).includes(known.state);
        const wins = isNews || (known?.state === status.state && status.at < known.at);
        if (wins) known = status;
        return wins;
      },
      report: () => undefined,
      measure: () => undefined,
      sentMailDays: 90,
    });
    for (const detail of order) await handler({ detail });
    return { row, known };
  };
  const expected = await applyEvents(all);
  await assert(
    asyncProperty(shuffledSubarray(all, { minLength: all.length }), async (order) => {
      expect(await applyEvents(order)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
