import type { OutgoingHttpHeaders } from "node:http";

/** An answer of a service. */
export type Answer = { status: number; headers: OutgoingHttpHeaders; body: Buffer | string };

const dynamodb = "com.amazonaws.dynamodb.v20120810#";
const json = (status: number, type: string, facts: object = {}, headers: OutgoingHttpHeaders = {}): Answer => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.0", ...headers },
  body: JSON.stringify({ __type: type, message: "made by the fault proxy", ...facts }),
});

/** How DynamoDB and SES say that it is too much. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
export const throttling = (operation: string): Answer =>
  operation === "SendEmail"
    ? json(429, "TooManyRequestsException", {}, { "x-amzn-errortype": "TooManyRequestsException" })
    : json(400, `${dynamodb}ProvisionedThroughputExceededException`);

/** A service that fails. */
export const failure = (status: 500 | 503): Answer =>
  json(status, status === 500 ? `${dynamodb}InternalServerError` : "ServiceUnavailable");

/** A transaction that met another one: its first row is the reason, as DynamoDB tells it, one reason per row. */
export const conflict = (body: Buffer): Answer => {
  const { TransactItems = [] } = JSON.parse(body.toString()) as { TransactItems?: unknown[] };
  const CancellationReasons = TransactItems.map((_, index) => ({ Code: index === 0 ? "TransactionConflict" : "None" }));
  return json(400, `${dynamodb}TransactionCanceledException`, { CancellationReasons });
};
