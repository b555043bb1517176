import type { Table } from "../../src/aws/table.ts";
import { type Activity, activities, statsKey, statsShards, tallyOf } from "../../src/rules/people/activity.ts";
import { readPartition } from "./partition.ts";

/** The count of each activity, 0 if there was none. */
export type Numbers = Record<Activity, number>;

/** The numbers of one day, and those of each app client with activity. */
export type DayNumbers = { day: string } & Numbers & { clients: Record<string, Numbers> };

const newNumbers = (): Numbers => Object.fromEntries(activities.map((activity) => [activity, 0])) as Numbers;

/** Days that are read at the same time. */
const batchSize = 8;

type Row = { sk: string; count: number };

export const readDayNumbers = async (
  table: Table,
  days: readonly string[],
  onProgress: (daysRead: number) => void = () => {},
): Promise<DayNumbers[]> => {
  const numbers: DayNumbers[] = [];
  for (let start = 0; start < days.length; start += batchSize) {
    const some = days.slice(start, start + batchSize);
    numbers.push(
      ...(await Promise.all(some.map(async (day) => ({ day, ...sumCounts(await readCounts(table, day)) })))),
    );
    onProgress(numbers.length);
  }
  return numbers;
};

const readCounts = async (table: Table, day: string): Promise<Row[]> => {
  const rows: Row[] = [];
  for (let shard = 0; shard < statsShards; shard += 1) {
    const { pk } = statsKey({ day, activity: "signIns" }, shard);
    rows.push(...(await readPartition<Row>(table, pk, ["sk", "count"])));
  }
  return rows;
};

const sumCounts = (rows: readonly Row[]): Omit<DayNumbers, "day"> => {
  const all = newNumbers();
  const clients: Record<string, Numbers> = {};
  for (const { sk, count } of rows) {
    const tally = tallyOf(sk);
    if (!tally) continue;
    const { activity, clientId } = tally;
    const numbers = clientId === undefined ? all : (clients[clientId] ?? newNumbers());
    numbers[activity] += count;
    if (clientId !== undefined) clients[clientId] = numbers;
  }
  return { ...all, clients };
};
