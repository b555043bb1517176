import { marshall } from "@aws-sdk/util-dynamodb";
import { expect, it } from "@jest/globals";
import type { DynamoDBRecord } from "aws-lambda";
import type { Countable } from "../../src/rules/people/activity.ts";
import { profileKey } from "../../src/rules/people/keys.ts";
import { createSignIn } from "../../src/rules/people/sign-in.ts";
import { createHandler } from "../../src/workers/count-activity.ts";
import { collect, collectReports } from "../support/collect.ts";

const at = Date.UTC(2026, 0, 31);

const createInsert = (row: { pk: string; sk: string }, number: number): DynamoDBRecord => ({
  eventName: "INSERT",
  dynamodb: {
    SequenceNumber: String(number),
    Keys: { pk: { S: row.pk }, sk: { S: row.sk } },
    NewImage: marshall(row) as NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"] & object,
  },
});
const createSignInRecord = (number: number) =>
  createInsert(
    createSignIn({ sub: `s${number}`, at, clientId: "app", source: "x", newDevice: false, keptDays: 9 }),
    number,
  );
const createSignUpRecord = (number: number) =>
  createInsert({ ...profileKey(`s${number}`), createdAt: at, confirmedAt: at } as never, number);
const createSignIns = (count: number) => Array.from({ length: count }, (_, number) => createSignInRecord(number));

/** A table that remembers what it counted, and fails at some calls, counted from one. */
const setUp = ({ down = [] as number[] } = {}) => {
  const seen = new Set<string>();
  const count = collect(async (countables: readonly Countable[], _now: number) => {
    if (down.includes(count.calls.length)) throw new Error("no table");
    return countables.filter(({ pk, sk }) => !seen.has(pk + sk) && seen.add(pk + sk));
  });
  const measure = collect((_values: object): void => undefined);
  const report = collectReports();
  return { count, measure, report, handler: createHandler({ count, measure, report, now: () => at }) };
};

it("sends CloudWatch each count once, without a user or an app client", async () => {
  const { handler, measure } = setUp();
  const Records = [...createSignIns(3), createSignUpRecord(9)];
  await expect(handler({ Records })).resolves.toEqual({ batchItemFailures: [] });
  await handler({ Records });
  expect(measure.calls).toEqual([[{ SignIns: 3, UniqueUsers: 3, SignUps: 1 }], [{}]]);
});

it("keeps each call within the limit of a transaction", async () => {
  const { handler, count } = setUp();
  await handler({ Records: createSignIns(30) });
  expect(count.calls.map(([countables]) => countables.length)).toEqual([42, 42, 6]);
  // A sign-in has three rows to remember and four numbers, which may each belong to another day or client.
  const items = count.calls.map(
    ([countables]) => countables.length + countables.flatMap(({ tallies }) => tallies).length,
  );
  expect(Math.max(...items)).toBeLessThanOrEqual(100);
});

it.each([
  ["the first part", [1], "0", {}],
  ["the second part", [2], "14", { SignIns: 14, UniqueUsers: 14 }],
])("returns the records for a retry if the table fails at %s", async (_, down, failed, numbers) => {
  const { handler, count, measure, report } = setUp({ down });
  await expect(handler({ Records: createSignIns(30) })).resolves.toEqual({
    batchItemFailures: [{ itemIdentifier: failed }],
  });
  expect(count.calls).toHaveLength(down[0] ?? 0);
  expect(measure.calls).toEqual([[numbers]]);
  expect(report.calls.map(([what]) => what)).toEqual(["activity not counted"]);
});

it("ignores unknown records", async () => {
  const { handler, count } = setUp();
  await expect(handler({ Records: [{}, { dynamodb: {} }, createInsert({ pk: "x", sk: "y" }, 1)] })).resolves.toEqual({
    batchItemFailures: [],
  });
  expect(count.calls.map(([countables]) => countables)).toEqual([[]]);
});
