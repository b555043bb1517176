import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Repair } from "../../src/aws/ensure-profile.ts";

/**
 * A fake of Lambda's queue of ensureProfile and of Cognito's AdminGetUser. `queue` has the events, and `attributes`
 * the attributes of users by name.
 */
export const startFakeBackend = async (attributes: (userName: string) => Record<string, string>) => {
  const queue: Repair[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const text = Buffer.concat(await incoming.toArray()).toString();
    if (incoming.url?.includes("/invocations")) {
      queue.push(JSON.parse(text) as Repair);
      outgoing.writeHead(202).end();
      return;
    }
    const { Username } = JSON.parse(text) as { Username: string };
    const UserAttributes = Object.entries(attributes(Username)).map(([Name, Value]) => ({ Name, Value }));
    outgoing
      .writeHead(200, { "content-type": "application/x-amz-json-1.1" })
      .end(JSON.stringify({ Username, UserAttributes }));
  });
  // No timeout: a connection that is reused at that moment would fail.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    queue,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
