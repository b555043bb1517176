import { expect, it } from "@jest/globals";
import type { DynamoDBStreamEvent } from "aws-lambda";
import type { DueMail } from "../../src/aws/outbox.ts";
import type { Key } from "../../src/rules/people/keys.ts";
import type { Delivery } from "../../src/workers/deliver.ts";
import { createHandler } from "../../src/workers/send-mail.ts";
import { collect, collectReports } from "../support/collect.ts";

const record = (sk: string, SequenceNumber: string) => ({
  eventName: "INSERT" as const,
  dynamodb: { SequenceNumber, Keys: { pk: { S: "USER#s" }, sk: { S: sk } } },
});
const stream: DynamoDBStreamEvent = {
  Records: [record("OUTBOX#a", "1"), record("OUTBOX#b", "2"), record("OUTBOX#c", "3")],
};
const tick = { "detail-type": "Scheduled Event", source: "aws.events" } as Parameters<
  ReturnType<typeof createHandler>
>[0];

const time = (milliseconds: number) => ({ getRemainingTimeInMillis: () => milliseconds });

const now = 1_000_000;

const given = (failing: string[] = [], due: Record<string, DueMail[]> = {}, state: Delivery["state"] = "sent") => {
  const deliver = collect(async ({ sk }: Key): Promise<Delivery | undefined> => {
    if (failing.includes(sk)) throw new Error("no table");
    return { state, createdAt: now - 30_000 };
  });
  const measure = collect((_values: object): void => undefined);
  const report = collectReports();
  return {
    deliver,
    report,
    measure,
    handler: createHandler({ deliver, due: async (duePk) => due[duePk] ?? [], report, measure, now: () => now }),
  };
};

it.each([
  ["none", [], []],
  ["the second", ["OUTBOX#b"], ["2"]],
  ["the second and the third: Lambda repeats from the first failure on", ["OUTBOX#c", "OUTBOX#b"], ["2"]],
])("a stream of which %s fails", async (_, failing, failures) => {
  const { handler, deliver, measure } = given(failing);
  await expect(handler(stream, time(60_000))).resolves.toEqual({
    batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })),
  });
  expect(deliver.calls).toHaveLength(3);
  expect(measure.calls).toEqual([[{ MailsSent: 3 - failing.length }]]);
});

it("sweeps every part of the index, and one failure does not stop it", async () => {
  const keys = ["OUTBOX#a", "OUTBOX#b", "OUTBOX#c"].map((sk) => ({ pk: "USER#s", sk, dueAt: now - 1_000 }));
  const { handler, deliver, report, measure } = given(["OUTBOX#a"], {
    "OWED#0": keys.slice(0, 1),
    "OWED#3": keys.slice(1),
  });
  await handler(tick, time(60_000));
  expect(deliver.calls.map(([key]) => key)).toEqual(keys);
  expect(report.calls.map(([what]) => what)).toEqual(["owed mail not handled"]);
  // What could not be handled is owed still.
  expect(measure.calls).toEqual([[{ MailsSent: 2, OldestOwedMail: 1 }]]);
});

it("sends what waits longest first, of whatever part, so that a full part keeps no other waiting", async () => {
  const owed = (part: string, dueAt: number) => ({ pk: "USER#s", sk: `OUTBOX#${part}${dueAt}`, dueAt });
  const { handler, deliver } = given([], {
    "OWED#0": Array.from({ length: 20 }, (_, number) => owed("a", 100 + 2 * number)),
    "OWED#3": [owed("b", 99), owed("b", 101)],
  });
  const left = [60_000, 24_000];
  await handler(tick, { getRemainingTimeInMillis: () => left.shift() ?? 0 });
  expect(deliver.calls.map(([{ sk }]) => sk).slice(0, 4)).toEqual([
    "OUTBOX#b99",
    "OUTBOX#a100",
    "OUTBOX#b101",
    "OUTBOX#a102",
  ]);
});

it("stops in time and leaves the rest to the next sweep", async () => {
  const keys = Array.from({ length: 35 }, (_, number) => ({
    pk: "USER#s",
    sk: `OUTBOX#${number}`,
    dueAt: now - 61_000,
  }));
  const { handler, deliver, report, measure } = given([], { "OWED#1": keys }, "owed");
  const left = [60_000, 60_000, 24_000];
  await handler(tick, { getRemainingTimeInMillis: () => left.shift() ?? 0 });
  expect(deliver.calls).toHaveLength(20);
  expect(report.calls).toEqual([["owed mails left for the next sweep", { mails: 15 }]]);
  expect(measure.calls).toEqual([[{ MailsRetried: 20, OldestOwedMail: 61 }]]);
});

it("says that nothing is owed, so that its silence can be heard", async () => {
  const { handler, measure } = given();
  await handler(tick, time(60_000));
  expect(measure.calls).toEqual([[{ OldestOwedMail: 0 }]]);
});

it("does not say that nothing is owed where it could not look, and sends what it found elsewhere", async () => {
  const { deliver, report, measure } = given();
  const handler = createHandler({
    deliver,
    due: async (duePk) => {
      if (duePk === "OWED#2") throw new Error("no table");
      return duePk === "OWED#3" ? [{ pk: "USER#s", sk: "OUTBOX#a", dueAt: now }] : [];
    },
    report,
    measure,
    now: () => now,
  });
  await handler(tick, time(60_000));
  expect(report.calls.map(([what]) => what)).toEqual(["owed mails not found"]);
  expect(measure.calls).toEqual([[{ MailsSent: 1 }]]);
});
