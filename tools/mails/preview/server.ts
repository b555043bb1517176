import { once } from "node:events";
import type { Server } from "node:http";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { acceptOnlyLocalRequests } from "../../../local/local-requests.ts";
import { StartError } from "../../../local/settings.ts";
import type { Environment } from "../../../schema/folder.ts";
import { chooseEvent, type Selection, selectionSchema } from "./event.ts";
import { type Checks, createChecks } from "./findings.ts";
import { renderFindings, renderProblems } from "./parts.ts";
import { makeFresh, showList, showMail } from "./show.ts";
import { type Sources, watchSources } from "./sources.ts";

const heartbeat = 15_000;

// The mail's frame inherits this policy, so it allows inline styles.
const policy = [
  "default-src 'none'",
  ...["script-src", "connect-src"].map((kind) => `${kind} 'self'`),
  "style-src 'self' 'unsafe-inline'",
  "img-src data:",
  ...["frame-src", "base-uri", "frame-ancestors", "form-action"].map((kind) => `${kind} 'none'`),
].join("; ");

const headers = {
  "content-security-policy": policy,
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-dns-prefetch-control": "off",
};

const readSelection = async (context: Context): Promise<Selection> => {
  const { data, error } = selectionSchema.safeParse(await context.req.json());
  if (error) throw new Error(z.prettifyError(error));
  return data;
};

const createApp = (sources: Sources, checks: Checks, listeners: Set<(savedAt: number) => void>): Hono => {
  const app = new Hono();
  app.use("*", acceptOnlyLocalRequests("preview"));
  app.post("/api/mail", async (context) => context.json(await showMail(sources, await readSelection(context))));
  app.post("/api/list", async (context) => context.json(await showList(sources, await readSelection(context))));
  app.post("/api/findings/:gate", async (context) => {
    const suite = await sources.readSuite();
    const chosen = chooseEvent(suite, await readSelection(context));
    const mail = "error" in chosen ? undefined : await makeFresh(sources, suite, chosen.event).catch(() => undefined);
    return context.html(renderFindings(await checks.check(context.req.param("gate"), mail, sources.templates)));
  });
  app.get("/api/changes", (context) =>
    streamSSE(context, async (stream) => {
      const tell = (savedAt: number): void => void stream.writeSSE({ event: "saved", data: `${savedAt}` });
      listeners.add(tell);
      stream.onAbort(() => void listeners.delete(tell));
      await stream.writeSSE({ event: "hello", data: "" });
      while (!stream.aborted) {
        await stream.sleep(heartbeat);
        await stream.writeSSE({ event: "heartbeat", data: "" });
      }
    }),
  );
  const setHeaders = (_: string, context: Context) => {
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  };
  app.get("*", serveStatic({ root: join(import.meta.dirname, "page"), onFound: setHeaders }));
  app.onError(async (error, context) => {
    const problems = await sources.listProblems();
    const overlay = await renderProblems(problems, "The mail cannot be shown", "To update, correct and save the file.");
    const message = problems.length > 0 ? "There is an error" : error.message;
    return context.json({ message, parts: { overlay: String(overlay) } }, 400);
  });
  return app;
};

/** Serves the preview locally, and notifies open pages of every save. @throws StartError if the port is in use */
export const startPreview = async (
  sources: Sources,
  port: number,
  environment: Environment,
): Promise<{ url: string; stop: () => Promise<void> }> => {
  const listeners = new Set<(savedAt: number) => void>();
  const checks = createChecks(environment);
  const server = serve({ fetch: createApp(sources, checks, listeners).fetch, port, hostname: "127.0.0.1" }) as Server;
  if (!server.listening)
    await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
      throw new StartError(
        error.code === "EADDRINUSE"
          ? `Port ${port} for the preview is in use. Stop the other program, or set PREVIEW_PORT to a free port.`
          : `Port ${port} cannot be used: ${error.message}.`,
      );
    });
  const unwatch = watchSources(sources, (savedAt) => {
    for (const tell of listeners) tell(savedAt);
  });
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      unwatch();
      server.close();
      server.closeAllConnections();
      await checks.close();
    },
  };
};
