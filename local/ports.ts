import type { Server as HttpServer } from "node:http";
import { createServer } from "node:net";
import { type Server, type Settings, StartError, servers } from "./settings.ts";

/** `localhost` may mean either; a server on the other one would quietly answer in our place. */
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

/** @throws StartError that names each taken port, the server that wants it and the variable that moves it. */
export const assertPortsAreFree = async ({ ports, dynamodbEndpoint }: Settings): Promise<void> => {
  const wanted = (Object.keys(servers) as Server[]).filter((name) => !(name === "dynamodb" && dynamodbEndpoint));
  const lines: string[] = [];
  for (const name of wanted) {
    const answers = await Promise.all(loopbacks.map((host) => isTaken(ports[name], host)));
    if (answers.includes(true))
      lines.push(
        `Port ${ports[name]} for ${servers[name].name} is taken: end what uses it, or set ${servers[name].variable} to a free one.`,
      );
  }
  if (lines.length > 0) throw new StartError(lines.join("\n"));
};

/** A port of this machine's loopback that nobody listens on; somebody may take it before its server does. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** Closes a server without waiting for whoever keeps a connection to it. */
export const closeServer = async (server: HttpServer): Promise<void> => {
  server.closeAllConnections();
  await server[Symbol.asyncDispose]();
};
