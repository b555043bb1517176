import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import type { Invoke } from "./functions.ts";

type GatewayAnswer = {
  statusCode?: number;
  headers?: Record<string, string>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
const newGatewayEvent = async ({ req }: Context): Promise<object> => {
  const url = new URL(req.url);
  const headers = req.header();
  const body = req.method === "GET" || req.method === "HEAD" ? undefined : Buffer.from(await req.arrayBuffer());
  const queries = [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name).join(",")]);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(queries.length > 0 ? { queryStringParameters: Object.fromEntries(queries) } : {}),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: url.host,
      domainPrefix: "local",
      http: {
        method: req.method,
        path: url.pathname,
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: new Date().toUTCString(),
      timeEpoch: Date.now(),
    },
    ...(body?.length ? { body: body.toString("base64"), isBase64Encoded: true } : { isBase64Encoded: false }),
  };
};

const toResponse = ({
  statusCode = 200,
  headers = {},
  cookies = [],
  body = "",
  isBase64Encoded,
}: GatewayAnswer): Response => {
  const withCookies = new Headers(headers);
  for (const cookie of cookies) withCookies.append("set-cookie", cookie);
  const bodyless = statusCode === 204 || statusCode === 304;
  return new Response(bodyless ? null : Buffer.from(body, isBase64Encoded ? "base64" : "utf8"), {
    status: statusCode,
    headers: withCookies,
  });
};

/** Passes a request to the `pages` function as API Gateway would, and returns its response. */
export const servePages =
  (invoke: Invoke) =>
  async (context: Context): Promise<Response> => {
    const answer = await invoke("pages", await newGatewayEvent(context));
    if ("error" in answer) return context.json({ message: "Internal Server Error" }, 500);
    return toResponse((answer.payload ?? {}) as GatewayAnswer);
  };
