import type { Table } from "../../src/aws/table.ts";
import { type Activity, activities, statsKey, statsShards, tallyOf } from "../../src/rules/people/activity.ts";
import { rowsOf } from "./partition.ts";

/** How much of each there was; all of them are there, also when nothing was. */
export type Numbers = Record<Activity, number>;

/** The numbers of one day, and of each app client that has any. */
export type DayNumbers = { day: string } & Numbers & { clients: Record<string, Numbers> };

const none = (): Numbers => Object.fromEntries(activities.map((activity) => [activity, 0])) as Numbers;

/** Days that are read at the same time. */
const atOnce = 8;

type Row = { sk: string; count: number };

/** What was counted on these days, in their order. */
export const dayNumbers = async (
  table: Table,
  days: readonly string[],
  onProgress: (daysRead: number) => void = () => {},
): Promise<DayNumbers[]> => {
  const numbers: DayNumbers[] = [];
  for (let start = 0; start < days.length; start += atOnce) {
    const some = days.slice(start, start + atOnce);
    numbers.push(...(await Promise.all(some.map(async (day) => ({ day, ...summed(await countsOf(table, day)) })))));
    onProgress(numbers.length);
  }
  return numbers;
};

const countsOf = async (table: Table, day: string): Promise<Row[]> => {
  const rows: Row[] = [];
  for (let shard = 0; shard < statsShards; shard += 1) {
    const { pk } = statsKey({ day, activity: "signIns" }, shard);
    rows.push(...(await rowsOf<Row>(table, pk, ["sk", "count"])));
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
