import { expect, it } from "@jest/globals";
import type { DynamoDBStreamEvent } from "aws-lambda";
import type { DueMail } from "../../src/aws/outbox.ts";
import type { Key } from "../../src/rules/people/keys.ts";
import type { Delivery } from "../../src/workers/deliver.ts";
import { createHandler } from "../../src/workers/send-mail.ts";
import { collect, collectReports } from "../support/collect.ts";

const createRecord = (sk: string, SequenceNumber: string) => ({
  eventName: "INSERT" as const,
  dynamodb: { SequenceNumber, Keys: { pk: { S: "USER#s" }, sk: { S: sk } } },
});
const stream: DynamoDBStreamEvent = {
  Records: [createRecord("OUTBOX#a", "1"), createRecord("OUTBOX#b", "2"), createRecord("OUTBOX#c", "3")],
};
const tick = { "detail-type": "Scheduled Event", source: "aws.events" } as Parameters<
  ReturnType<typeof createHandler>
>[0];

const createContext = (milliseconds: number) => ({ getRemainingTimeInMillis: () => milliseconds });

const now = 1_000_000;

const setUp = (failing: string[] = [], due: Record<string, DueMail[]> = {}, state: Delivery["state"] = "sent") => {
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
  ["no record", [], []],
  ["the second record", ["OUTBOX#b"], ["2"]],
  ["the second and the third record (Lambda resumes at the second)", ["OUTBOX#c", "OUTBOX#b"], ["2"]],
])("handles all records if %s fails", async (_, failing, failures) => {
  const { handler, deliver, measure } = setUp(failing);
  await expect(handler(stream, createContext(60_000))).resolves.toEqual({
    batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })),
  });
  expect(deliver.calls).toHaveLength(3);
  expect(measure.calls).toEqual([[{ MailsSent: 3 - failing.length }]]);
});

it("sweeps every shard, even after a failure", async () => {
  const keys = ["OUTBOX#a", "OUTBOX#b", "OUTBOX#c"].map((sk) => ({ pk: "USER#s", sk, dueAt: now - 1_000 }));
  const { handler, deliver, report, measure } = setUp(["OUTBOX#a"], {
    "OWED#0": keys.slice(0, 1),
    "OWED#3": keys.slice(1),
  });
  await handler(tick, createContext(60_000));
  expect(deliver.calls.map(([key]) => key)).toEqual(keys);
  expect(report.calls.map(([what]) => what)).toEqual(["owed mail not handled"]);
  // The mail that failed is still owed.
  expect(measure.calls).toEqual([[{ MailsSent: 2, OldestOwedMail: 1 }]]);
});

it("sends the oldest mails of all shards first, so that a full shard does not block the others", async () => {
  const createDueMail = (part: string, dueAt: number) => ({ pk: "USER#s", sk: `OUTBOX#${part}${dueAt}`, dueAt });
  const { handler, deliver } = setUp([], {
    "OWED#0": Array.from({ length: 20 }, (_, number) => createDueMail("a", 100 + 2 * number)),
    "OWED#3": [createDueMail("b", 99), createDueMail("b", 101)],
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

it("stops before its timeout and leaves the rest to the next sweep", async () => {
  const keys = Array.from({ length: 35 }, (_, number) => ({
    pk: "USER#s",
    sk: `OUTBOX#${number}`,
    dueAt: now - 61_000,
  }));
  const { handler, deliver, report, measure } = setUp([], { "OWED#1": keys }, "owed");
  const left = [60_000, 60_000, 24_000];
  await handler(tick, { getRemainingTimeInMillis: () => left.shift() ?? 0 });
  expect(deliver.calls).toHaveLength(20);
  expect(report.calls).toEqual([["owed mails left for the next sweep", { mails: 15 }]]);
  expect(measure.calls).toEqual([[{ MailsRetried: 20, OldestOwedMail: 61 }]]);
});

it("measures 0 if no mail is owed, so that an alarm can detect a missing sweep", async () => {
  const { handler, measure } = setUp();
  await handler(tick, createContext(60_000));
  expect(measure.calls).toEqual([[{ OldestOwedMail: 0 }]]);
});

it("does not measure 0 if a shard cannot be read, and sends the mails of the others", async () => {
  const { deliver, report, measure } = setUp();
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
  await handler(tick, createContext(60_000));
  expect(report.calls.map(([what]) => what)).toEqual(["owed mails not found"]);
  expect(measure.calls).toEqual([[{ MailsSent: 1 }]]);
});
