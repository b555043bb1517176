import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * The fault of a call. `lost-answer` forwards it and then closes the connection, so it is applied without an answer.
 * `black-hole` never answers, and `conflict` is another transaction on the same rows.
 */
export type Fault =
  | "throttle"
  | "error-500"
  | "error-503"
  | "reset"
  | "black-hole"
  | "lost-answer"
  | "conflict"
  | { latency: number };

/** The faults of SES, each for all calls. */
export const outages: readonly Fault[] = ["error-503", "throttle", "reset", "black-hole", "lost-answer"];

/** Which calls fail: at random, by operation, or by number, counted from one. */
export type Rule = {
  fault: Fault;
  chance?: number;
  operations?: readonly string[];
  from?: number;
  to?: number;
};

export type FaultProxy = {
  url: string;
  /** Sets the rules and resets the count of calls. Without rules, all calls succeed. */
  use: (...rules: Rule[]) => void;
  /** The number of failed calls, by fault. */
  met: Record<string, number>;
  close: () => Promise<void>;
};

type Answer = { status: number; headers: OutgoingHttpHeaders; body: Buffer | string };

const dynamodb = "com.amazonaws.dynamodb.v20120810#";
const json = (status: number, type: string, facts: object = {}, headers: OutgoingHttpHeaders = {}): Answer => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.0", ...headers },
  body: JSON.stringify({ __type: type, message: "made by the fault proxy", ...facts }),
});

/** How DynamoDB and SES throttle. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const throttling = (operation: string): Answer =>
  operation === "SendEmail"
    ? json(429, "TooManyRequestsException", {}, { "x-amzn-errortype": "TooManyRequestsException" })
    : json(400, `${dynamodb}ProvisionedThroughputExceededException`);

const failure = (status: 500 | 503): Answer =>
  json(status, status === 500 ? `${dynamodb}InternalServerError` : "ServiceUnavailable");

/** A transaction conflict in the first row. DynamoDB returns one reason per row. */
const conflict = (body: Buffer): Answer => {
  const { TransactItems = [] } = JSON.parse(body.toString()) as { TransactItems?: unknown[] };
  const CancellationReasons = TransactItems.map((_, index) => ({ Code: index === 0 ? "TransactionConflict" : "None" }));
  return json(400, `${dynamodb}TransactionCanceledException`, { CancellationReasons });
};

/** The operation of a call: in a header for DynamoDB, in the path for SES. */
const operationOf = ({ headers, url = "" }: IncomingMessage): string =>
  String(headers["x-amz-target"] ?? "")
    .split(".")
    .pop() || (url.endsWith("/outbound-emails") ? "SendEmail" : url);

const matches = (
  { operations, chance = 1, from = 1, to = Number.POSITIVE_INFINITY }: Rule,
  call: number,
  operation: string,
  random: () => number,
) =>
  call >= from && call <= to && (!operations || operations.includes(operation)) && (chance >= 1 || random() < chance);

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => Buffer.concat(await incoming.toArray());

/** Forwards a call. Rejects if the server cannot be reached. */
const forward = (target: URL, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const outgoing = request(
      { host: target.hostname, port: target.port, method, path: url, headers: { ...headers, host: target.host } },
      async (answer) =>
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: await bodyOf(answer) }),
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });

/** A proxy between a client and a local server that makes calls fail. */
export const startFaultProxy = async (targetUrl: string, random: () => number = Math.random): Promise<FaultProxy> => {
  const target = new URL(targetUrl);
  const met: Record<string, number> = {};
  let rules: readonly Rule[] = [];
  let calls = 0;

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming);
    const operation = operationOf(incoming);
    calls += 1;
    const call = calls;
    const fault = rules.find((rule) => matches(rule, call, operation, random))?.fault;
    const answer = ({ status, headers, body }: Answer) => outgoing.writeHead(status, headers).end(body);
    if (fault) {
      const name = typeof fault === "string" ? fault : "latency";
      // Only a transaction can have a conflict.
      if (fault === "conflict" && operation !== "TransactWriteItems")
        return void answer(await forward(target, incoming, body));
      met[name] = (met[name] ?? 0) + 1;
      if (fault === "black-hole") return;
      if (fault === "reset") return void incoming.socket.resetAndDestroy();
      if (fault === "throttle") return void answer(throttling(operation));
      if (fault === "error-500") return void answer(failure(500));
      if (fault === "error-503") return void answer(failure(503));
      if (fault === "conflict") return void answer(conflict(body));
      if (typeof fault === "object") await sleep(fault.latency);
    }
    const real = await forward(target, incoming, body);
    if (fault === "lost-answer") incoming.socket.destroy();
    else answer(real);
  };

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  // No timeout: a connection that is reused at that moment would fail.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    met,
    use: (...next) => {
      rules = next;
      calls = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
