import { BatchGetItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Countable, statsExpire, statsKey, statsShards, type Tally } from "../rules/people/activity.ts";
import type { Key } from "../rules/people/keys.ts";
import { item, type Table } from "./table.ts";
import { cancellationCodes, conflictPause } from "./transaction.ts";

/** How often a transaction that met another one is tried again, each time on other rows of the same numbers. */
const conflictRetries = 5;

/**
 * Counts what was not counted before, and remembers it, in one transaction; answers with what it has counted. All of it
 * must fit into the 100 items of a transaction. Rejects when the table cannot be reached; asking again is safe.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const countOnce =
  (table: Table, { keptDays }: { keptDays: number }, random: () => number = Math.random) =>
  async (countables: readonly Countable[], now: number): Promise<Countable[]> => {
    const apart = [...new Map(countables.map((one) => [nameOf(one), one])).values()];
    let left = await withoutCounted(table, apart);
    for (let attempt = 0; left.length > 0; ) {
      try {
        const shard = Math.floor(random() * statsShards);
        const TransactItems = [...remembering(table, left), ...adding(table, left, { shard, now, keptDays })];
        await table.client.send(new TransactWriteItemsCommand({ TransactItems }));
        return left;
      } catch (error) {
        const codes = cancellationCodes(error);
        const fresh = left.filter((_, index) => codes[index] !== "ConditionalCheckFailed");
        if (fresh.length === left.length) {
          if (!codes.includes("TransactionConflict") || attempt >= conflictRetries) throw error;
          await conflictPause(attempt);
          attempt += 1;
        }
        left = fresh;
      }
    }
    return [];
  };

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** A transaction that fails is paid for, so what is known to be counted is left out first. The conditions decide. */
const withoutCounted = async ({ client, name }: Table, countables: Countable[]): Promise<Countable[]> => {
  if (countables.length === 0) return [];
  const Keys = countables.map(({ pk, sk }) => item({ pk, sk }));
  const { Responses } = await client.send(
    new BatchGetItemCommand({ RequestItems: { [name]: { Keys, ProjectionExpression: "pk, sk" } } }),
  );
  const counted = new Set((Responses?.[name] ?? []).map((row) => nameOf(unmarshall(row) as Key)));
  return countables.filter((one) => !counted.has(nameOf(one)));
};

const remembering = ({ name }: Table, countables: Countable[]): TransactWriteItem[] =>
  countables.map(({ pk, sk, expiresAt }) => ({
    Put: {
      TableName: name,
      Item: item({ pk, sk, expiresAt }),
      ConditionExpression: "attribute_not_exists(pk)",
    },
  }));

type Where = { shard: number; now: number; keptDays: number };

/** One addition to each number; none to those whose time is over, as of users who are older than what is kept. */
const adding = ({ name }: Table, countables: Countable[], { shard, now, keptDays }: Where): TransactWriteItem[] => {
  const numbers = new Map<string, Tally>();
  for (const tally of countables.flatMap(({ tallies }) => tallies)) {
    const key = nameOf(statsKey(tally, shard));
    numbers.set(key, { ...tally, by: tally.by + (numbers.get(key)?.by ?? 0) });
  }
  return [...numbers.values()]
    .filter(({ day }) => statsExpire(day, keptDays) > now / 1_000)
    .map((tally) => ({
      Update: {
        TableName: name,
        Key: item(statsKey(tally, shard)),
        UpdateExpression: "ADD #count :by SET expiresAt = :end",
        ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: item({ ":by": tally.by, ":end": statsExpire(tally.day, keptDays) }),
      },
    }));
};
