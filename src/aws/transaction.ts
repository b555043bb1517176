import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";

/** Why DynamoDB took back a transaction, by the number of its items; empty where it did something else. */
export const cancellationCodes = (error: unknown): string[] =>
  error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []).map(({ Code }) => Code ?? "") : [];

/** Waits before a transaction that met another one on the same rows is tried again; `attempt` counts from 0. */
export const conflictPause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * 2 ** attempt));
