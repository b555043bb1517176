import { setTimeout as sleep } from "node:timers/promises";
import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Table, toItem } from "../../src/aws/table.ts";
import { type Key, userKey } from "../../src/rules/people/keys.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { addressKeysOf } from "./address-rows.ts";
import { pagesOf } from "./partition.ts";

export type Dependencies = {
  /** Pages of the keys of all rows. */
  pages: AsyncIterable<Key[]>;
  /** Deletes at most 25 rows; answers with those that DynamoDB had no time for. Left out: nothing is deleted. */
  remove?: (keys: Key[]) => Promise<Key[]>;
  wait?: (milliseconds: number) => Promise<unknown>;
};

/** The most that DynamoDB deletes at once. */
const batchSize = 25;
const tries = 8;

/** Deletes all rows of a person; answers with how many of which kind. */
export const forgetRows = async ({ pages, remove, wait = sleep }: Dependencies): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for await (const keys of pages) {
    for (let start = 0; remove && start < keys.length; start += batchSize)
      await removeAll(keys.slice(start, start + batchSize), remove, wait);
    for (const { pk, sk } of keys) {
      const kind = (pk.startsWith("USER#") ? sk : pk).split("#")[0] ?? "";
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  }
  return counts;
};

const removeAll = async (
  keys: Key[],
  remove: (keys: Key[]) => Promise<Key[]>,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<void> => {
  let left = keys;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await wait(50 * 2 ** attempt);
    left = await remove(left);
    if (left.length === 0) return;
  }
  throw new SettingsError("The table had no time for all rows. Some are left: run it again.");
};

/** Keys of all rows of a user, as they are at this moment. */
export const keysOf = (table: Table, sub: string): AsyncGenerator<Key[]> =>
  pagesOf<Key>(table, userKey(sub), ["pk", "sk"]);

export const removeRows =
  ({ client, name }: Table) =>
  async (keys: Key[]): Promise<Key[]> => {
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({
        RequestItems: { [name]: keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: toItem({ pk, sk }) } })) },
      }),
    );
    return (UnprocessedItems?.[name] ?? []).map(({ DeleteRequest }) => unmarshall(DeleteRequest?.Key ?? {}) as Key);
  };

/** One after the other: the rows of addresses, while the profile still knows them, then the user's own. */
async function* allKeysOf({ table, suite, sub, addresses }: Work): AsyncGenerator<Key[]> {
  yield* addressKeysOf(table, sub, suite, addresses);
  yield* keysOf(table, sub);
}

/** `addresses` are those of the user that not even their rows know. */
type Work = { stage: string; table: Table; suite: Suite; sub: string; addresses: readonly string[]; dryRun: boolean };

/** Deletes all that the table has of a user, or says what it would delete. */
export const forget = async (work: Work, print: (line: string) => void): Promise<void> => {
  const { stage, table, dryRun } = work;
  const counts = await forgetRows({ pages: allKeysOf(work), ...(!dryRun && { remove: removeRows(table) }) });
  const kinds = Object.entries(counts).map(([kind, rows]) => `${rows} ${kind}`);
  print(
    kinds.length === 0
      ? `The table of stage ${stage} has nothing of this person.`
      : `${dryRun ? "Would delete" : "Deleted"} on stage ${stage}: ${kinds.join(", ")}.`,
  );
};
