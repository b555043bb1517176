import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Claimed, claimExpires, mailboxKey } from "../rules/sign-up-rows.ts";
import { digest } from "./digest.ts";
import { isWritten, item, type Table } from "./table.ts";

/**
 * Claims a mailbox for one of its addresses until it can be confirmed; false when another address has it. The address
 * without a tag takes it from one with a tag that is not confirmed, so that nobody can keep a person out by signing up
 * with a tag of theirs.
 */
export const claimMailbox =
  ({ client, name }: Table) =>
  async ({ mailbox, address, tagged }: Claimed, now: number, signal: AbortSignal): Promise<boolean> => {
    const holder = digest(address);
    const free = "attribute_not_exists(holder) OR expiresAt <= :now";
    const own = "(attribute_exists(expiresAt) AND holder = :holder)";
    const unconfirmed = tagged ? "" : " OR attribute_exists(expiresAt)";
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: item(mailboxKey(digest(mailbox))),
          UpdateExpression: "SET holder = :holder, expiresAt = :end",
          ConditionExpression: `${free} OR ${own}${unconfirmed}`,
          ExpressionAttributeValues: item({
            ":holder": holder,
            ":end": claimExpires(now),
            ":now": Math.floor(now / 1_000),
          }),
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
        { abortSignal: signal },
      );
      return true;
    } catch (error) {
      // Confirmed and tried again: what Cognito says of an address that exists is Cognito's to say.
      if (error instanceof ConditionalCheckFailedException) return error.Item?.["holder"]?.S === holder;
      throw error;
    }
  };

/** Keeps a mailbox for the address that was confirmed; false when another address of it was confirmed before. */
export const keepMailbox =
  ({ client, name }: Table) =>
  async ({ mailbox, address }: Claimed, signal: AbortSignal): Promise<boolean> => {
    const update = new UpdateItemCommand({
      TableName: name,
      Key: item(mailboxKey(digest(mailbox))),
      UpdateExpression: "SET holder = :holder REMOVE expiresAt",
      ConditionExpression: "attribute_not_exists(holder) OR attribute_exists(expiresAt) OR holder = :holder",
      ExpressionAttributeValues: item({ ":holder": digest(address) }),
    });
    return isWritten(client.send(update, { abortSignal: signal }));
  };
