import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** Cognito's answer to one operation: a body, or the name of an error. */
export type Answer = object | { error: string; message?: string; status?: number } | "nothing";

/** A fake Cognito over HTTP. `calls` has the operations and their input, in order. */
export const startCognitoEndpoint = async (answer: (operation: string, input: Record<string, unknown>) => Answer) => {
  const calls: Array<[operation: string, input: Record<string, unknown>]> = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const input = (await json(request)) as Record<string, unknown>;
    calls.push([operation, input]);
    const body = answer(operation, input);
    if (body === "nothing") return;
    const { error, message = "", status = 400 } = body as { error?: string; message?: string; status?: number };
    response
      .writeHead(error ? status : 200, { "Content-Type": "application/x-amz-json-1.1" })
      .end(JSON.stringify(error ? { __type: error, message } : body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
