import { ConditionalCheckFailedException, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { leaseTime, type MailSettlement, type OwedMail } from "../rules/mail/outbox.ts";
import type { Key } from "../rules/people/keys.ts";
import { isWritten, type Table, toItem } from "./table.ts";

/** A mail that this worker, and no other, may send until the lease ends. */
export type LeasedMail = Omit<OwedMail, "status" | "attempts"> & {
  status: "SENDING";
  attempts: number;
  leaseId: string;
};

/**
 * Takes a mail that is owed and due; undefined when another worker has it, or it was sent. A new row is always due: the
 * clocks of the trigger and the worker need not agree. The SDK asks again when an answer was lost, so a lease that is this
 * worker's already is given to it.
 */
export const leaseMail =
  ({ client, name }: Table) =>
  async ({ pk, sk }: Key, leaseId: string, now: number): Promise<LeasedMail | undefined> => {
    try {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: toItem({ pk, sk }),
          UpdateExpression: "SET #status = :sending, leaseId = :leaseId, dueAt = :leaseEnd ADD attempts :one",
          ConditionExpression:
            "(#status = :pending AND attempts = :none) OR (#status IN (:pending, :sending) AND dueAt <= :now) OR leaseId = :leaseId",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: toItem({
            ":sending": "SENDING",
            ":pending": "PENDING",
            ":leaseId": leaseId,
            ":leaseEnd": now + leaseTime,
            ":now": now,
            ":one": 1,
            ":none": 0,
          }),
          ReturnValues: "ALL_NEW",
        }),
      );
      return unmarshall(Attributes ?? {}) as LeasedMail;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };

/** What a row lets go of. A dead mail keeps the address that was left: it can be owed anew. */
const removedFields = {
  PENDING: "leaseId",
  SENT: "leaseId, duePk, dueAt, leftEmail",
  DEAD: "leaseId, duePk, dueAt",
};

/**
 * Writes what became of a leased mail; false when the lease was lost in the meantime, and nothing changes. The SDK asks again
 * when an answer was lost, so a row that nobody holds and that says the same already is no loss.
 */
export const settleMail =
  ({ client, name }: Table) =>
  async ({ pk, sk, leaseId }: LeasedMail, settlement: MailSettlement): Promise<boolean> => {
    const fields = Object.entries(settlement);
    // SES's own event may have come first, and tells another second.
    const same = fields.flatMap(([field], index) => (field === "expiresAt" ? [] : [`#f${index} = :f${index}`]));
    return isWritten(
      client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: toItem({ pk, sk }),
          UpdateExpression: `SET ${fields.map((_, index) => `#f${index} = :f${index}`).join(", ")} REMOVE ${removedFields[settlement.status]}`,
          ConditionExpression: `leaseId = :leaseId OR (attribute_not_exists(leaseId) AND ${same.join(" AND ")})`,
          ExpressionAttributeNames: Object.fromEntries(fields.map(([field], index) => [`#f${index}`, field])),
          ExpressionAttributeValues: toItem({
            ":leaseId": leaseId,
            ...Object.fromEntries(fields.map(([, value], index) => [`:f${index}`, value])),
          }),
        }),
      ),
    );
  };

/** A mail that is owed, and since when it is due, in milliseconds. */
export type DueMail = Key & { dueAt: number };

/** Mails in one part of the index that are due now, oldest first. */
export const findDueMails =
  ({ client, name }: Table) =>
  async (duePk: string, now: number, most: number): Promise<DueMail[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: name,
        IndexName: "owed",
        KeyConditionExpression: "duePk = :duePk AND dueAt <= :now",
        ExpressionAttributeValues: toItem({ ":duePk": duePk, ":now": now }),
        Limit: most,
      }),
    );
    return Items.map((row) => unmarshall(row) as DueMail);
  };
