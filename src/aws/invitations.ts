import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Invitation, invitationKey } from "../rules/sign-up-rows.ts";
import { digest } from "./digest.ts";
import { item, type Table } from "./table.ts";

/** The invitation of a mailbox, also one whose time is over; undefined when there is none. Sees what was just written. */
export const readInvitation =
  ({ client, name }: Table) =>
  async (mailbox: string, signal: AbortSignal): Promise<Invitation | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: name, Key: item(invitationKey(digest(mailbox))), ConsistentRead: true }),
      { abortSignal: signal },
    );
    return Item && (unmarshall(Item) as Invitation);
  };
