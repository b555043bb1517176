import { paginateQuery, paginateScan, type ScanCommandInput } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Table, toItem } from "../../src/aws/table.ts";
import { newPace, type Pace } from "./pace.ts";

/**
 * Reads these fields of the rows of one partition, consistently and in pages of at most 1 MB. `beginning` filters by
 * the start of the sort key.
 */
export async function* readPartitionPages<Row>(
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

/** Like readPartitionPages, in one list, for small partitions. */
export const readPartition = async <Row>(...given: Parameters<typeof readPartitionPages<Row>>): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const page of readPartitionPages<Row>(...given)) rows.push(...page);
  return rows;
};

/** Rows per page, about 400 KB. */
const pageSize = 2_000;
/** Limits the load on the table. */
const pagesPerSecond = 5;

/** Scans the whole table, page by page. @returns the rows that pass the filter */
export const scanRows = async <Row>(
  { client, name }: Table,
  filter: Omit<ScanCommandInput, "TableName">,
  turn: Pace = newPace(pagesPerSecond),
): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const { Items = [] } of paginateScan({ client, pageSize }, { TableName: name, ...filter })) {
    rows.push(...Items.map((row) => unmarshall(row) as Row));
    await turn();
  }
  return rows;
};
