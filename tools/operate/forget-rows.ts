import { setTimeout as sleep } from "node:timers/promises";
import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Table, toItem } from "../../src/aws/table.ts";
import { type Key, userKey } from "../../src/rules/people/keys.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { readAddressKeys } from "./address-rows.ts";
import { readPartitionPages } from "./partition.ts";

type ForgetDependencies = {
  /** Pages of the keys of all rows. */
  pages: AsyncIterable<Key[]>;
  /** Deletes at most 25 rows and returns unprocessed keys. Default: rows are only counted. */
  remove?: (keys: Key[]) => Promise<Key[]>;
  wait?: (milliseconds: number) => Promise<unknown>;
};

/** The limit of BatchWriteItem. */
const batchSize = 25;
const tries = 8;

/** Deletes all rows of a user. @returns the number of rows of each kind */
export const forgetRows = async ({
  pages,
  remove,
  wait = sleep,
}: ForgetDependencies): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for await (const keys of pages) {
    for (let start = 0; remove && start < keys.length; start += batchSize)
      await removeAll(keys.slice(start, start + batchSize), remove, wait);
    for (const { pk, sk } of keys) {
      const kind = (pk.startsWith(userKey("")) ? sk : pk).split("#")[0] ?? "";
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
  throw new SettingsError("DynamoDB throttled the deletion, and some rows are left. Run the command again.");
};

/** The keys of all rows of a user, with consistent reads. */
export const readKeys = (table: Table, sub: string): AsyncGenerator<Key[]> =>
  readPartitionPages<Key>(table, userKey(sub), ["pk", "sk"]);

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

/** The rows by address first, while the profile still has the addresses, then the user's own rows. */
async function* readAllKeys({ table, suite, sub, addresses }: ForgetOptions): AsyncGenerator<Key[]> {
  yield* readAddressKeys(table, sub, suite, addresses);
  yield* readKeys(table, sub);
}

/** `addresses` are addresses of the user that no row contains. */
type ForgetOptions = {
  stage: string;
  table: Table;
  suite: Suite;
  sub: string;
  addresses: readonly string[];
  dryRun: boolean;
};

/** Deletes all rows of a user, or prints what it would delete. */
export const forgetUser = async (options: ForgetOptions, print: (line: string) => void): Promise<void> => {
  const { stage, table, dryRun } = options;
  const counts = await forgetRows({ pages: readAllKeys(options), ...(!dryRun && { remove: removeRows(table) }) });
  const kinds = Object.entries(counts).map(([kind, rows]) => `${rows} ${kind}`);
  print(
    kinds.length === 0
      ? `The table of stage ${stage} has no rows of this user.`
      : `${dryRun ? "Would delete" : "Deleted"} on stage ${stage}: ${kinds.join(", ")}.`,
  );
};
