import { UpdateItemCommand, type UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { type Key, profileKey } from "../rules/keys.ts";
import type { MailStatus } from "../rules/mail-feedback.ts";
import type { Sent } from "../rules/outbox.ts";
import { isWritten, item, type Table } from "./table.ts";

/**
 * Writes that SES has the mail, whoever holds its lease; false when that is known, or the row is gone. A mail that was given
 * up is settled, too: SES took it without saying so, and to owe it again would repeat it.
 */
export const settleByEvent =
  (table: Table) =>
  ({ pk, sk }: Key, { status, expiresAt, messageId }: Sent): Promise<boolean> =>
    updateIf(table, {
      Key: item({ pk, sk }),
      UpdateExpression:
        "SET #status = :status, expiresAt = :expiresAt, messageId = :messageId REMOVE leaseId, duePk, dueAt, reason",
      ConditionExpression: "#status IN (:pending, :sending, :dead)",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: item({
        ":status": status,
        ":expiresAt": expiresAt,
        ":messageId": messageId,
        ":pending": "PENDING",
        ":sending": "SENDING",
        ":dead": "DEAD",
      }),
    });

/** `outranks` of src/rules/mail-feedback.ts as a condition. */
const replaces = {
  bounced: "mailStatus.#state = :state AND mailStatus.#at > :at",
  complained: "mailStatus.#state <> :state OR mailStatus.#at > :at",
};

/** Marks the address that mails to a person go to now; false when it is another one by now, or marked already. */
export const markAddress =
  (table: Table) =>
  (sub: string, { state, address, at }: MailStatus): Promise<boolean> =>
    updateIf(table, {
      Key: item(profileKey(sub)),
      UpdateExpression: "SET mailStatus = :mailStatus",
      ConditionExpression: [
        "(latestEmail = :address OR (attribute_not_exists(latestEmail) AND email = :address))",
        `(attribute_not_exists(mailStatus) OR mailStatus.address <> :address OR ${replaces[state]})`,
      ].join(" AND "),
      ExpressionAttributeNames: { "#state": "state", "#at": "at" },
      ExpressionAttributeValues: item({
        ":mailStatus": { state, address, at },
        ":address": address,
        ":state": state,
        ":at": at,
      }),
    });

const updateIf = ({ client, name }: Table, update: Omit<UpdateItemCommandInput, "TableName">): Promise<boolean> =>
  isWritten(client.send(new UpdateItemCommand({ TableName: name, ...update })));
