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

const given = ({
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

it("settles the mail, and marks the address that refuses it", async () => {
  const { work, settle, mark, report } = given();
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

it("says little when all is known", async () => {
  const { work, report } = given({ settled: async () => false, marked: async () => false });
  await work(mailEvent("Send", { id }));
  await work(complaint({ id }));
  expect(report.calls).toEqual([["address refused mail before", { state: "complained" }]]);
});

it("counts the events of Cognito's own mails, and ignores them", async () => {
  const { work, settle, mark, report, measure } = given();
  await work(bounce({}));
  expect([settle.calls, mark.calls]).toEqual([[], []]);
  expect(measure.calls).toEqual([[{ MailsBounced: 1 }]]);
  expect(report.calls).toEqual([["mail event ignored", { event: "Bounce", reason: "not an outbox mail" }]]);
});

it("is done with anything that is no event of SES", async () => {
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
])("rejects when the %s cannot be written, so that Lambda tries again", async (_, answers) => {
  const { work, measure } = given(answers);
  await expect(work(bounce({ id }))).rejects.toThrow("no table");
  // It comes again, and is counted then.
  expect(measure.calls).toEqual([]);
});

it("tells CloudWatch what became of a mail", async () => {
  const { work, measure } = given();
  for (const event of [mailEvent("Send", { id }), mailEvent("Delivery", { id }), complaint({ id })]) await work(event);
  expect(measure.calls).toEqual([[{}], [{ MailsDelivered: 1 }], [{ MailsComplained: 1 }]]);
});

it("throws no word of the event or of AWS, for Lambda logs it", async () => {
  process.env["AWS_ENDPOINT_URL_DYNAMODB"] = "http://127.0.0.1:1";
  await expect(deployed({ detail: bounce({ id }) })).rejects.toThrow(/^mail event not written$/);
});

it("logs kinds and counts only", async () => {
  const { work, report } = given();
  for (const event of [bounce({ id }), bounce({}), complaint({ id }), mailEvent("Send", { id: "?" })])
    await work(event);
  expect(JSON.stringify(report.calls)).not.toMatch(/ada|example|USER|m1/);
});

const repeated = <Value>(values: readonly Value[]) => Array.from({ length: 5 }, () => values).flat();

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
])("%s: each event five times, in any order, ends alike", async (_, events) => {
  const all = repeated(events);
  const endOf = async (order: readonly MailEvent[]) => {
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
  const expected = await endOf(all);
  await assert(
    asyncProperty(shuffledSubarray(all, { minLength: all.length }), async (order) => {
      expect(await endOf(order)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
