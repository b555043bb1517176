import { createHash } from "node:crypto";
import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { attemptsExpire, attemptsKey, foldedAddress } from "../rules/sign-up-limit.ts";
import { item, type Table } from "./table.ts";

/** Counts one sign-up for an address; false when it has had `most` in this hour, and then nothing is counted. */
export const countAttempt =
  ({ client, name }: Table) =>
  async (address: string, most: number, now: number, signal: AbortSignal): Promise<boolean> => {
    const digest = createHash("sha256").update(foldedAddress(address)).digest("base64url");
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: item(attemptsKey(digest, now)),
          UpdateExpression: "ADD attempts :one SET expiresAt = :end",
          ConditionExpression: "attribute_not_exists(attempts) OR attempts < :most",
          ExpressionAttributeValues: item({ ":one": 1, ":end": attemptsExpire(now), ":most": most }),
        }),
        { abortSignal: signal },
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
