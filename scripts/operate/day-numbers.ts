import { paginateQuery } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { item, type Table } from "../../src/aws/table.ts";
import { type Activity, activities, statsKey, statsShards, tallyOf } from "../../src/rules/activity.ts";

/** How much of each there was; all of them are there, also when nothing was. */
export type Numbers = Record<Activity, number>;

/** The numbers of one day, and of each app client that has any. */
export type DayNumbers = { day: string } & Numbers & { clients: Record<string, Numbers> };

const none = (): Numbers => Object.fromEntries(activities.map((activity) => [activity, 0])) as Numbers;

/** Days that are read at the same time. */
const atOnce = 8;

type Row = { sk: string; count: number };

/** What was counted on these days, in their order. */
export const dayNumbers = async (table: Table, days: readonly string[]): Promise<DayNumbers[]> => {
  const found: DayNumbers[] = [];
  for (let start = 0; start < days.length; start += atOnce)
    found.push(
      ...(await Promise.all(
        days.slice(start, start + atOnce).map(async (day) => ({ day, ...summed(await rowsOf(table, day)) })),
      )),
    );
  return found;
};

const rowsOf = async ({ client, name }: Table, day: string): Promise<Row[]> => {
  const rows: Row[] = [];
  for (let shard = 0; shard < statsShards; shard += 1) {
    const { pk } = statsKey({ day, activity: "signIns" }, shard);
    const pages = paginateQuery(
      { client },
      { TableName: name, KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: item({ ":pk": pk }) },
    );
    for await (const { Items = [] } of pages) rows.push(...Items.map((row) => unmarshall(row) as Row));
  }
  return rows;
};

const summed = (rows: readonly Row[]): Omit<DayNumbers, "day"> => {
  const all = none();
  const clients: Record<string, Numbers> = {};
  for (const { sk, count } of rows) {
    const tally = tallyOf(sk);
    if (!tally) continue;
    const { activity, clientId } = tally;
    const numbers = clientId === undefined ? all : (clients[clientId] ?? none());
    numbers[activity] += count;
    if (clientId !== undefined) clients[clientId] = numbers;
  }
  return { ...all, clients };
};
