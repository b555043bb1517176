import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { root } from "../scripts/settings-folder.ts";
import type { Suite } from "../src/settings.ts";
import { languageTags } from "../src/templates/compiled/words/tags.ts";
import type { CognitoServer } from "./cognito/server.ts";
import { createCallCognito, isOperation } from "./console-cognito.ts";
import { createReadRows } from "./console-rows.ts";
import type { Invoke } from "./functions.ts";
import { onlyFromHere } from "./only-from-here.ts";
import { servePages } from "./pages-gateway.ts";
import { clientIds, poolId, type Settings, tableName } from "./settings.ts";

type Parts = { suite: Suite; settings: Settings; dynamodbEndpoint: string; cognito: CognitoServer; invoke: Invoke };

const files = {
  "/": { name: "index.html", type: "text/html; charset=utf-8" },
  "/console.js": { name: "console.js", type: "text/javascript; charset=utf-8" },
  "/forms.js": { name: "forms.js", type: "text/javascript; charset=utf-8" },
  "/inspect.js": { name: "inspect.js", type: "text/javascript; charset=utf-8" },
  "/tables.js": { name: "tables.js", type: "text/javascript; charset=utf-8" },
  "/console.css": { name: "console.css", type: "text/css; charset=utf-8" },
} as const;

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
  app.use("/api/*", onlyFromHere("console"));
  for (const [path, { name, type }] of Object.entries(files))
    app.get(path, async (context) => {
      const body = await readFile(join(root, "local", "console", name), "utf8");
      return context.body(body, 200, {
        "content-type": type,
        "content-security-policy": policy,
        "cache-control": "no-store",
      });
    });
  app.get("/api/stack", (context) =>
    context.json({
      inbox: `http://localhost:${settings.ports.ses}`,
      poolId,
      clientIds: clientIds(suite),
      languageTags,
      tableName,
    }),
  );
  app.post("/api/cognito/:operation", async (context) => {
    const operation = context.req.param("operation");
    if (!isOperation(operation))
      return context.json({ name: "UnknownOperation", message: `No ${operation} here.` }, 404);
    return context.json(await callCognito(operation, await context.req.json()));
  });
  app.get("/api/users/:sub", async (context) => {
    const sub = context.req.param("sub");
    return context.json({ ...(await readRows(sub)), issued: cognito.issued(sub) });
  });
  app.onError((error, context) => context.json({ name: error.name, message: error.message }, 400));
  app.all("*", servePages(invoke));
  return app;
};

/** Serves the console, its API and the suite's pages. */
export const startConsole = async (parts: Parts): Promise<{ stop: () => Promise<void> }> => {
  const { fetch } = createApp(parts);
  const server = serve({ fetch, port: parts.settings.ports.console, hostname: "127.0.0.1" }) as Server;
  if (!server.listening) await once(server, "listening");
  return {
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
