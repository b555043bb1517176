import { type AttributeValue, DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { outboxPrefix, profileKey, signInPrefix, userKey } from "../../src/rules/people/keys.ts";
import { awsClient, tableName } from "../settings.ts";

type Row = Record<string, unknown>;
export type Rows = { profile: Row | undefined; outbox: Row[]; signIns: Row[] };

const toRow = (item: Record<string, AttributeValue>): Row => {
  const row = unmarshall(item);
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Set ? [...value] : value]),
  );
};

/** Reads all rows of a user. */
export const createReadRows = (endpoint: string): ((sub: string) => Promise<Rows>) => {
  const client = new DynamoDBClient({ ...awsClient, endpoint });
  return async (sub) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: userKey(sub) } },
        ConsistentRead: true,
      }),
    );
    const rows = Items.map(toRow);
    const filterByPrefix = (prefix: string): Row[] => rows.filter(({ sk }) => String(sk).startsWith(prefix));
    return {
      profile: rows.find(({ sk }) => sk === profileKey(sub).sk),
      outbox: filterByPrefix(outboxPrefix),
      signIns: filterByPrefix(signInPrefix).reverse(),
    };
  };
};
