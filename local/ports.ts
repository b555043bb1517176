import type { Server as HttpServer } from "node:http";
import { createServer } from "node:net";
import { type Server, type StackSettings, StartError, servers } from "./settings.ts";

/** `localhost` may mean either address, and a server on the other one would answer instead. */
const loopbacks = ["127.0.0.1", "::1"];

const isTaken = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(true);
      else if (host === "::1") resolve(false);
      else reject(new StartError(`Port ${port} cannot be used: ${error.message}.`));
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(false)));
  });

/** @throws StartError that names each port in use, its server, and the variable that sets it */
export const assertPortsAreFree = async ({ ports, dynamodbEndpoint }: StackSettings): Promise<void> => {
  const wanted = (Object.keys(servers) as Server[]).filter((name) => !(name === "dynamodb" && dynamodbEndpoint));
  const lines: string[] = [];
  for (const name of wanted) {
    const answers = await Promise.all(loopbacks.map((host) => isTaken(ports[name], host)));
    if (answers.includes(true))
      lines.push(
        `Port ${ports[name]} for ${servers[name].name} is in use. Stop the other program, or set ${servers[name].variable} to a free port.`,
      );
  }
  if (lines.length > 0) throw new StartError(lines.join("\n"));
};

/** Finds a free local port. Another program may use it before the server does. */
export const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** Closes a server and its open connections. */
export const closeServer = async (server: HttpServer): Promise<void> => {
  server.closeAllConnections();
  await server[Symbol.asyncDispose]();
};
