import { ConditionalCheckFailedException, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { leaseTime, type MailSettlement, type OwedMail } from "../rules/mail/outbox.ts";
import type { Key } from "../rules/people/keys.ts";
import { isWritten, type Table, toItem } from "./table.ts";

/** A mail that only this worker may send until the lease ends. */
export type LeasedMail = Omit<OwedMail, "status" | "attempts"> & {
  status: "SENDING";
  attempts: number;
  leaseId: string;
};

/**
 * Leases a mail that is owed and due; undefined if another worker has it or it was sent. A new row is always due,
 * because the clocks of trigger and worker can differ. The SDK retries after a lost answer, so a lease that this worker
 * already holds is returned to it.
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

/** The fields that a row loses. A dead mail keeps the previous address, because it can be owed again. */
const removedFields = {
  PENDING: "leaseId",
  SENT: "leaseId, duePk, dueAt, leftEmail",
  DEAD: "leaseId, duePk, dueAt",
};

/**
 * Writes the result of a leased mail; false if the lease was lost, in which case nothing changes. The SDK retries after
 * a lost answer, so an unleased row with the same result counts as written.
 */
export const settleMail =
  ({ client, name }: Table) =>
  async ({ pk, sk, leaseId }: LeasedMail, settlement: MailSettlement): Promise<boolean> => {
    const fields = Object.entries(settlement);
    // SES's own event may have come first, and has a different second.
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

/** A mail that is owed, and when it became due, in milliseconds. */
export type DueMail = Key & { dueAt: number };

/** The mails in one shard of the index that are due, oldest first. */
export const findDueMails =
  ({ client, name }: Table) =>
  async (duePk: string, now: number, limit: number): Promise<DueMail[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: name,
        IndexName: "owed",
        KeyConditionExpression: "duePk = :duePk AND dueAt <= :now",
        ExpressionAttributeValues: toItem({ ":duePk": duePk, ":now": now }),
        Limit: limit,
      }),
    );
    return Items.map((row) => unmarshall(row) as DueMail);
  };
