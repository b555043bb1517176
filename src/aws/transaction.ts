import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import type { Table } from "./table.ts";

/** Why DynamoDB cancelled a transaction, one code per item; empty for other errors. */
export const cancellationCodesOf = (error: unknown): string[] =>
  error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []).map(({ Code }) => Code ?? "") : [];

/** Waits before the retry of a transaction that had a conflict; `attempt` counts from 0. */
export const pauseAfterConflict = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * 2 ** attempt));

const maxConflictRetries = 4;

/** Writes all items or none; false if a condition failed. Rejects if the table cannot be reached. */
export const transact = async (
  { client }: Table,
  items: TransactWriteItem[],
  signal: AbortSignal,
): Promise<boolean> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: items }), { abortSignal: signal });
      return true;
    } catch (error) {
      const codes = cancellationCodesOf(error);
      if (codes.includes("ConditionalCheckFailed")) return false;
      if (!codes.includes("TransactionConflict") || attempt >= maxConflictRetries || signal.aborted) throw error;
      await pauseAfterConflict(attempt);
    }
  }
};
