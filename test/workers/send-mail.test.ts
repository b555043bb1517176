import { expect, it } from "@jest/globals";
import type { DynamoDBStreamEvent } from "aws-lambda";
import type { Key } from "../../src/rules/keys.ts";
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

const given = (failing: string[] = [], due: Record<string, Key[]> = {}) => {
  const deliver = collect(async ({ sk }: Key) => {
    if (failing.includes(sk)) throw new Error("no table");
  });
  const report = collectReports();
  return {
    deliver,
    report,
    handler: createHandler({ deliver, due: async (duePk) => due[duePk] ?? [], report, now: () => 0 }),
  };
};

it.each([
  ["none", [], []],
  ["the second", ["OUTBOX#b"], ["2"]],
  ["the second and the third: Lambda repeats from the first failure on", ["OUTBOX#c", "OUTBOX#b"], ["2"]],
])("a stream of which %s fails", async (_, failing, failures) => {
  const { handler, deliver } = given(failing);
  await expect(handler(stream, time(60_000))).resolves.toEqual({
    batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })),
  });
  expect(deliver.calls).toHaveLength(3);
});

it("sweeps every part of the index, and one failure does not stop it", async () => {
  const keys = ["OUTBOX#a", "OUTBOX#b", "OUTBOX#c"].map((sk) => ({ pk: "USER#s", sk }));
  const { handler, deliver, report } = given(["OUTBOX#a"], { "OWED#0": keys.slice(0, 1), "OWED#3": keys.slice(1) });
  await handler(tick, time(60_000));
  expect(deliver.calls.map(([key]) => key)).toEqual(keys);
  expect(report.calls.map(([what]) => what)).toEqual(["owed mail not handled"]);
});

it("stops in time and leaves the rest to the next sweep", async () => {
  const keys = Array.from({ length: 35 }, (_, number) => ({ pk: "USER#s", sk: `OUTBOX#${number}` }));
  const { handler, deliver, report } = given([], { "OWED#1": keys });
  const left = [60_000, 60_000, 24_000];
  await handler(tick, { getRemainingTimeInMillis: () => left.shift() ?? 0 });
  expect(deliver.calls).toHaveLength(20);
  expect(report.calls).toEqual([["owed mails left for the next sweep", { mails: 15 }]]);
});
