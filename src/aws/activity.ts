import { BatchGetItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Countable, statsExpireAt, statsKey, statsShards, type Tally } from "../rules/people/activity.ts";
import type { Key } from "../rules/people/keys.ts";
import { type Table, toItem } from "./table.ts";
import { cancellationCodesOf, pauseAfterConflict } from "./transaction.ts";

/** Retries after a transaction conflict. Each picks a shard at random. */
const maxConflictRetries = 5;

/**
 * Counts what was not counted before and marks it as counted, in one transaction of at most 100 items. Resolves with
 * what it counted. Rejects if the table cannot be reached; calling again is safe.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const countOnce =
  (table: Table, { keptDays }: { keptDays: number }, random: () => number = Math.random) =>
  async (countables: readonly Countable[], now: number): Promise<Countable[]> => {
    const distinct = [...new Map(countables.map((one) => [keyTextOf(one), one])).values()];
    let left = await dropCounted(table, distinct);
    for (let attempt = 0; left.length > 0; ) {
      try {
        const shard = Math.floor(random() * statsShards);
        const TransactItems = [
          ...buildRememberedPuts(table, left),
          ...buildNumberUpdates(table, left, { shard, now, keptDays }),
        ];
        await table.client.send(new TransactWriteItemsCommand({ TransactItems }));
        return left;
      } catch (error) {
        const codes = cancellationCodesOf(error);
        const fresh = left.filter((_, index) => codes[index] !== "ConditionalCheckFailed");
        if (fresh.length === left.length) {
          if (!codes.includes("TransactionConflict") || attempt >= maxConflictRetries) throw error;
          await pauseAfterConflict(attempt);
          attempt += 1;
        }
        left = fresh;
      }
    }
    return [];
  };

const keyTextOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** A failed transaction costs money, so items that are already counted are removed first. The conditions decide. */
const dropCounted = async ({ client, name }: Table, countables: Countable[]): Promise<Countable[]> => {
  if (countables.length === 0) return [];
  const Keys = countables.map(({ pk, sk }) => toItem({ pk, sk }));
  const { Responses } = await client.send(
    new BatchGetItemCommand({ RequestItems: { [name]: { Keys, ProjectionExpression: "pk, sk" } } }),
  );
  const counted = new Set((Responses?.[name] ?? []).map((row) => keyTextOf(unmarshall(row) as Key)));
  return countables.filter((one) => !counted.has(keyTextOf(one)));
};

const buildRememberedPuts = ({ name }: Table, countables: Countable[]): TransactWriteItem[] =>
  countables.map(({ pk, sk, expiresAt }) => ({
    Put: {
      TableName: name,
      Item: toItem({ pk, sk, expiresAt }),
      ConditionExpression: "attribute_not_exists(pk)",
    },
  }));

type StatsTarget = { shard: number; now: number; keptDays: number };

/** Skips numbers past their retention, such as those of users who signed up long ago. */
const buildNumberUpdates = (
  { name }: Table,
  countables: Countable[],
  { shard, now, keptDays }: StatsTarget,
): TransactWriteItem[] => {
  const numbers = new Map<string, Tally>();
  for (const tally of countables.flatMap(({ tallies }) => tallies)) {
    const key = keyTextOf(statsKey(tally, shard));
    numbers.set(key, { ...tally, by: tally.by + (numbers.get(key)?.by ?? 0) });
  }
  return [...numbers.values()]
    .filter(({ day }) => statsExpireAt(day, keptDays) > now / 1_000)
    .map((tally) => ({
      Update: {
        TableName: name,
        Key: toItem(statsKey(tally, shard)),
        UpdateExpression: "ADD #count :by SET expiresAt = :end",
        ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: toItem({ ":by": tally.by, ":end": statsExpireAt(tally.day, keptDays) }),
      },
    }));
};
