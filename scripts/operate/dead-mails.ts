import { paginateScan, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { isWritten, item, type Table } from "../../src/aws/table.ts";
import type { Key } from "../../src/rules/keys.ts";
import { owedAgain } from "../../src/rules/outbox.ts";
import type { Pace } from "./pace.ts";

export type DeadMail = Key & { kind: string; reason?: string };

/** Rows that are read at once; about a hundred kilobytes. */
const pageSize = 500;

/** All mails that were given up, found by reading the whole table, a page at a time. */
export const deadMails = async ({ client, name }: Table, pace: Pace): Promise<DeadMail[]> => {
  const found: DeadMail[] = [];
  const pages = paginateScan(
    { client, pageSize },
    {
      TableName: name,
      FilterExpression: "begins_with(sk, :outbox) AND #status = :dead",
      ProjectionExpression: "pk, sk, kind, #reason",
      ExpressionAttributeNames: { "#status": "status", "#reason": "reason" },
      ExpressionAttributeValues: item({ ":outbox": "OUTBOX#", ":dead": "DEAD" }),
    },
  );
  for await (const { Items = [] } of pages) {
    found.push(...Items.map((row) => unmarshall(row) as DeadMail));
    await pace();
  }
  return found;
};

/** How many there are of each kind and reason, most first. */
export const summary = (mails: readonly DeadMail[]): Array<{ kind: string; reason: string; mails: number }> =>
  [...Map.groupBy(mails, ({ kind, reason }) => JSON.stringify([kind, reason ?? ""]))]
    .map(([group, { length }]) => {
      const [kind, reason] = JSON.parse(group) as [string, string];
      return { kind, reason, mails: length };
    })
    .sort((a, b) => b.mails - a.mails);

/** Owes a dead mail anew; false when it is not dead any more. The sweep sends it. */
export const revive =
  ({ client, name }: Table) =>
  async ({ pk, sk }: Key, now: number): Promise<boolean> => {
    const fields = Object.entries(owedAgain(pk, now));
    return isWritten(
      client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: item({ pk, sk }),
          UpdateExpression: `SET ${fields.map((_, index) => `#f${index} = :f${index}`).join(", ")} REMOVE reason`,
          ConditionExpression: "#status = :dead",
          ExpressionAttributeNames: {
            "#status": "status",
            ...Object.fromEntries(fields.map(([field], index) => [`#f${index}`, field])),
          },
          ExpressionAttributeValues: item({
            ":dead": "DEAD",
            ...Object.fromEntries(fields.map(([, value], index) => [`:f${index}`, value])),
          }),
        }),
      ),
    );
  };
