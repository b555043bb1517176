import { marshall } from "@aws-sdk/util-dynamodb";
import { expect, it } from "@jest/globals";
import type { DynamoDBRecord } from "aws-lambda";
import type { Countable } from "../../src/rules/people/activity.ts";
import { profileKey } from "../../src/rules/people/keys.ts";
import { createSignIn } from "../../src/rules/people/sign-in.ts";
import { createHandler } from "../../src/workers/count-activity.ts";
import { collect, collectReports } from "../support/collect.ts";

const at = Date.UTC(2026, 0, 31);

const inserted = (row: { pk: string; sk: string }, number: number): DynamoDBRecord => ({
  eventName: "INSERT",
  dynamodb: {
    SequenceNumber: String(number),
    Keys: { pk: { S: row.pk }, sk: { S: row.sk } },
    NewImage: marshall(row) as NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"] & object,
  },
});
const signIn = (number: number) =>
  inserted(
    createSignIn({ sub: `s${number}`, at, clientId: "app", source: "x", newDevice: false, keptDays: 9 }),
    number,
  );
const signUp = (number: number) =>
  inserted({ ...profileKey(`s${number}`), createdAt: at, confirmedAt: at } as never, number);
const many = (count: number) => Array.from({ length: count }, (_, number) => signIn(number));

/** A table that remembers, and is out of reach at some calls, counted from one. */
const given = ({ down = [] as number[] } = {}) => {
  const seen = new Set<string>();
  const count = collect(async (countables: readonly Countable[], _now: number) => {
    if (down.includes(count.calls.length)) throw new Error("no table");
    return countables.filter(({ pk, sk }) => !seen.has(pk + sk) && seen.add(pk + sk));
  });
  const measure = collect((_values: object): void => undefined);
  const report = collectReports();
  return { count, measure, report, handler: createHandler({ count, measure, report, now: () => at }) };
};

it("tells CloudWatch what was counted, once, and without a name or a client", async () => {
  const { handler, measure } = given();
  const Records = [...many(3), signUp(9)];
  await expect(handler({ Records })).resolves.toEqual({ batchItemFailures: [] });
  await handler({ Records });
  expect(measure.calls).toEqual([[{ SignIns: 3, UniqueUsers: 3, SignUps: 1 }], [{}]]);
});

it("asks for no more at once than a transaction takes", async () => {
  const { handler, count } = given();
  await handler({ Records: many(30) });
  expect(count.calls.map(([countables]) => countables.length)).toEqual([42, 42, 6]);
  // A sign-in has three rows to remember, and its four numbers may all be of another day or client.
  const items = count.calls.map(
    ([countables]) => countables.length + countables.flatMap(({ tallies }) => tallies).length,
  );
  expect(Math.max(...items)).toBeLessThanOrEqual(100);
});

it.each([
  ["the first", [1], "0", {}],
  ["the second", [2], "14", { SignIns: 14, UniqueUsers: 14 }],
])("is told again from the part on where the table was out of reach: %s", async (_, down, failed, numbers) => {
  const { handler, count, measure, report } = given({ down });
  await expect(handler({ Records: many(30) })).resolves.toEqual({
    batchItemFailures: [{ itemIdentifier: failed }],
  });
  expect(count.calls).toHaveLength(down[0] ?? 0);
  expect(measure.calls).toEqual([[numbers]]);
  expect(report.calls.map(([what]) => what)).toEqual(["activity not counted"]);
});

it("lets pass what it does not know", async () => {
  const { handler, count } = given();
  await expect(handler({ Records: [{}, { dynamodb: {} }, inserted({ pk: "x", sk: "y" }, 1)] })).resolves.toEqual({
    batchItemFailures: [],
  });
  expect(count.calls.map(([countables]) => countables)).toEqual([[]]);
});
