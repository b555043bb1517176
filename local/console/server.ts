import { once } from "node:events";
import type { Server } from "node:http";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { root } from "../../schema/folder.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { languageTags } from "../../src/templates/compiled/words/tags.ts";
import type { CognitoServer } from "../cognito/server.ts";
import type { Invoke } from "../functions.ts";
import { acceptOnlyLocalRequests } from "../local-requests.ts";
import { servePages } from "../pages-gateway.ts";
import { closeServer } from "../ports.ts";
import { listClientIds, poolId, type StackSettings, tableName } from "../settings.ts";
import { createCallCognito, isOperation } from "./cognito.ts";
import { createReadRows } from "./rows.ts";

type Parts = {
  suite: Suite;
  settings: StackSettings;
  dynamodbEndpoint: string;
  cognito: CognitoServer;
  invoke: Invoke;
};

const policy = [
  "default-src 'none'",
  ...["script-src", "style-src", "connect-src"].map((kind) => `${kind} 'self'`),
  "img-src data:",
  ...["base-uri", "frame-ancestors", "form-action"].map((kind) => `${kind} 'none'`),
].join("; ");

const createApp = ({ suite, settings, dynamodbEndpoint, cognito, invoke }: Parts): Hono => {
  const app = new Hono();
  const callCognito = createCallCognito(`http://127.0.0.1:${settings.ports.cognito}`);
  const readRows = createReadRows(dynamodbEndpoint);
  app.use("/api/*", acceptOnlyLocalRequests("console"));
  app.get("/api/stack", (context) =>
    context.json({
      inbox: `http://localhost:${settings.ports.ses}`,
      poolId,
      clientIds: listClientIds(suite),
      languageTags,
      tableName,
    }),
  );
  app.post("/api/cognito/:operation", async (context) => {
    const operation = context.req.param("operation");
    if (!isOperation(operation))
      return context.json({ name: "UnknownOperation", message: `There is no operation ${operation}.` }, 404);
    return context.json(await callCognito(operation, await context.req.json()));
  });
  app.get("/api/users/:sub", async (context) => {
    const sub = context.req.param("sub");
    return context.json({ ...(await readRows(sub)), issued: cognito.findIssued(sub) });
  });
  app.onError((error, context) => context.json({ name: error.name, message: error.message }, 400));
  app.use(
    serveStatic({
      root: join(root, "local", "console", "page"),
      onFound: (_file, context) => {
        context.header("content-security-policy", policy);
        context.header("cache-control", "no-store");
      },
    }),
  );
  app.all("*", servePages(invoke));
  return app;
};

/** Serves the console, its API and the suite's pages. */
export const startConsole = async (parts: Parts): Promise<{ stop: () => Promise<void> }> => {
  const { fetch } = createApp(parts);
  const server = serve({ fetch, port: parts.settings.ports.console, hostname: "127.0.0.1" }) as Server;
  if (!server.listening) await once(server, "listening");
  return { stop: () => closeServer(server) };
};
