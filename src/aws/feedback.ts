import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type MailStatus, milderStatesOf } from "../rules/mail/mail-feedback.ts";
import type { SentSettlement } from "../rules/mail/outbox.ts";
import { type Key, profileKey } from "../rules/people/keys.ts";
import type { ProfileRow } from "../rules/people/profile.ts";
import { isSameMailbox } from "../rules/sign-up/mail-address.ts";
import { isWritten, type Table, toItem } from "./table.ts";

/**
 * Writes that SES has the mail, whoever holds its lease; false when that is known, or the row is gone. A mail that was given
 * up is settled, too: SES took it without saying so, and to owe it again would repeat it.
 */
export const settleByEvent =
  (table: Table) =>
  ({ pk, sk }: Key, { status, expiresAt, messageId }: SentSettlement): Promise<boolean> =>
    updateIf(table, {
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
    });

/**
 * Marks the address that mails to a person go to now; false when it is another one by now, or marked already. SES may spell
 * it otherwise than the row, of which the domain has to be in ASCII: what counts is the mailbox.
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

const updateIf = ({ client, name }: Table, update: Omit<UpdateItemCommandInput, "TableName">): Promise<boolean> =>
  isWritten(client.send(new UpdateItemCommand({ TableName: name, ...update })));
