import { createHash, randomUUID } from "node:crypto";
import { ConditionalCheckFailedException, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Invitation, invitationKey } from "../rules/sign-up/sign-up-invitation.ts";
import { attemptsExpireAt, attemptsKey, type SignUpLimit } from "../rules/sign-up/sign-up-limit.ts";
import { type Table, toItem } from "./table.ts";

/** Stands for an address in a key. It does not protect an address that can be guessed. */
export const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");

/**
 * Counts one sign-up; false if the limit of this hour is reached, in which case nothing is counted. The SDK
 * retries after a lost answer; the id makes sure that a retry is neither counted twice nor refused.
 */
export const countAttempt =
  ({ client, name }: Table) =>
  async ({ what, max }: Pick<SignUpLimit, "what" | "max">, now: number, signal: AbortSignal): Promise<boolean> => {
    const id = randomUUID();
    const update = new UpdateItemCommand({
      TableName: name,
      Key: toItem(attemptsKey(digest(what), now)),
      UpdateExpression: "ADD attempts :one SET expiresAt = :end, latest = :id",
      ConditionExpression: "attribute_not_exists(attempts) OR (attempts < :most AND NOT latest = :id)",
      ExpressionAttributeValues: toItem({ ":one": 1, ":end": attemptsExpireAt(now), ":most": max, ":id": id }),
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

/** The invitation of a mailbox, including an expired one; undefined if there is none. The read is consistent. */
export const readInvitation =
  ({ client, name }: Table) =>
  async (mailbox: string, signal: AbortSignal): Promise<Invitation | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: name, Key: toItem(invitationKey(digest(mailbox))), ConsistentRead: true }),
      { abortSignal: signal },
    );
    return Item && (unmarshall(Item) as Invitation);
  };
