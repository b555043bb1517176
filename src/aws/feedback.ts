import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type MailStatus, milderStatesOf } from "../rules/mail/mail-feedback.ts";
import type { SentSettlement } from "../rules/mail/outbox.ts";
import { type Key, profileKey } from "../rules/people/keys.ts";
import type { ProfileRow } from "../rules/people/profile.ts";
import { isSameMailbox } from "../rules/sign-up/mail-address.ts";
import { isWritten, type Table, toItem } from "./table.ts";

/**
 * Records that SES accepted the mail, regardless of its lease; false if this was known or the row is gone. This settles
 * dead mails, too: SES accepted the mail although its answer was lost, and sending it again would repeat it.
 */
export const settleByEvent =
  ({ client, name }: Table) =>
  ({ pk, sk }: Key, { status, expiresAt, messageId }: SentSettlement): Promise<boolean> =>
    isWritten(
      client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: toItem({ pk, sk }),
          UpdateExpression:
            "SET #status = :status, expiresAt = :expiresAt, messageId = :messageId REMOVE leaseId, duePk, dueAt, leftEmail, reason",
          ConditionExpression: "#status IN (:pending, :sending, :dead)",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: toItem({
            ":status": status,
            ":expiresAt": expiresAt,
            ":messageId": messageId,
            ":pending": "PENDING",
            ":sending": "SENDING",
            ":dead": "DEAD",
          }),
        }),
      ),
    );

/**
 * Marks the current mail address of a user; false if the address has changed or is already marked. SES may spell the
 * address differently from the row, because its domain must be ASCII. The mailbox is compared.
 */
export const markAddress =
  (table: Table) =>
  async (sub: string, status: MailStatus): Promise<boolean> => {
    const { state, address, at } = status;
    const milder = milderStatesOf(state).map((one, index) => [`:milder${index}`, one] as const);
    const update = new UpdateItemCommand({
      TableName: table.name,
      Key: toItem(profileKey(sub)),
      UpdateExpression: "SET mailStatus = :mailStatus",
      ConditionExpression: [
        "(latestEmail = :address OR (attribute_not_exists(latestEmail) AND email = :address))",
        `(${[
          "attribute_not_exists(mailStatus)",
          "mailStatus.address <> :address",
          "(mailStatus.#state = :state AND mailStatus.#at > :at)",
          ...milder.map(([name]) => `mailStatus.#state = ${name}`),
        ].join(" OR ")})`,
      ].join(" AND "),
      ExpressionAttributeNames: { "#state": "state", "#at": "at" },
      ExpressionAttributeValues: toItem({
        ":mailStatus": { state, address, at },
        ":address": address,
        ":state": state,
        ":at": at,
        ...Object.fromEntries(milder),
      }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    try {
      await table.client.send(update);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const { email, latestEmail: written = email } = unmarshall(error.Item ?? {}) as Partial<ProfileRow>;
      const isSpeltOtherwise = written !== undefined && written !== address && isSameMailbox(written, address);
      return isSpeltOtherwise && markAddress(table)(sub, { ...status, address: written });
    }
  };
