import { paginateQuery, paginateScan, type ScanCommandInput } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Table, toItem } from "../../src/aws/table.ts";
import { type Pace, pace } from "./pace.ts";

/**
 * The rows of one partition as they are at this moment, a page of at most 1 MB at a time, and of each row the named fields
 * alone; with `beginning`, those whose sort key begins so.
 */
export async function* pagesOf<Row>(
  { client, name }: Table,
  pk: string,
  fields: ReadonlyArray<keyof Row & string>,
  beginning = "",
): AsyncGenerator<Row[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      KeyConditionExpression: beginning ? "pk = :pk AND begins_with(sk, :sk)" : "pk = :pk",
      ProjectionExpression: fields.map((_, index) => `#f${index}`).join(", "),
      ExpressionAttributeNames: Object.fromEntries(fields.map((field, index) => [`#f${index}`, field])),
      ExpressionAttributeValues: toItem({ ":pk": pk, ":sk": beginning || undefined }),
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) yield Items.map((row) => unmarshall(row) as Row);
}

/** All of `pagesOf` at once, for partitions that are small. */
export const rowsOf = async <Row>(...given: Parameters<typeof pagesOf<Row>>): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const page of pagesOf<Row>(...given)) rows.push(...page);
  return rows;
};

/** Rows that are read at once; about 400 kilobytes. */
const pageSize = 2_000;
/** So that reading a whole table is no burden on it. */
const pagesPerSecond = 5;

/** All rows that pass a filter, found by reading the whole table, a page at a time. */
export const scanRows = async <Row>(
  { client, name }: Table,
  filter: Omit<ScanCommandInput, "TableName">,
  turn: Pace = pace(pagesPerSecond),
): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const { Items = [] } of paginateScan({ client, pageSize }, { TableName: name, ...filter })) {
    rows.push(...Items.map((row) => unmarshall(row) as Row));
    await turn();
  }
  return rows;
};
