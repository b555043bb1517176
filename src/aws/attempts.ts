import { randomUUID } from "node:crypto";
import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { attemptsExpire, attemptsKey, type Counted } from "../rules/sign-up-limit.ts";
import { digest } from "./digest.ts";
import { item, type Table } from "./table.ts";

/**
 * Counts one sign-up; false when there have been `most` of its kind in this hour, and then nothing is counted. The SDK asks
 * again when an answer was lost; that is still this sign-up, which is counted once and not one too many.
 */
export const countAttempt =
  ({ client, name }: Table) =>
  async ({ what, most }: Pick<Counted, "what" | "most">, now: number, signal: AbortSignal): Promise<boolean> => {
    const id = randomUUID();
    const update = new UpdateItemCommand({
      TableName: name,
      Key: item(attemptsKey(digest(what), now)),
      UpdateExpression: "ADD attempts :one SET expiresAt = :end, latest = :id",
      ConditionExpression: "attribute_not_exists(attempts) OR (attempts < :most AND NOT latest = :id)",
      ExpressionAttributeValues: item({ ":one": 1, ":end": attemptsExpire(now), ":most": most, ":id": id }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    try {
      await client.send(update, { abortSignal: signal });
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return error.Item?.["latest"]?.S === id;
      throw error;
    }
  };
