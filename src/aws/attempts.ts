import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { attemptsExpire, attemptsKey, type Counted } from "../rules/sign-up-limit.ts";
import { digest } from "./digest.ts";
import { isWritten, item, type Table } from "./table.ts";

/** Counts one sign-up; false when there have been `most` of its kind in this hour, and then nothing is counted. */
export const countAttempt =
  ({ client, name }: Table) =>
  async ({ what, most }: Pick<Counted, "what" | "most">, now: number, signal: AbortSignal): Promise<boolean> => {
    const update = new UpdateItemCommand({
      TableName: name,
      Key: item(attemptsKey(digest(what), now)),
      UpdateExpression: "ADD attempts :one SET expiresAt = :end",
      ConditionExpression: "attribute_not_exists(attempts) OR attempts < :most",
      ExpressionAttributeValues: item({ ":one": 1, ":end": attemptsExpire(now), ":most": most }),
    });
    return isWritten(client.send(update, { abortSignal: signal }));
  };
