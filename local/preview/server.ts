import { once } from "node:events";
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { onlyFromHere } from "../only-from-here.ts";
import { StartError } from "../settings.ts";
import { findingsOf } from "./findings.ts";
import { createGates, type Gates, gateTitles } from "./gates.ts";
import { type Sample, samples } from "./mails.ts";
import { marks } from "./meter.ts";
import { pageFile } from "./page-files.ts";
import { choices, list, show } from "./show.ts";
import type { Sources } from "./sources.ts";

const heartbeat = 15_000;
const selection = z.object({
  source: z.string().max(100),
  language: z.string().max(35),
  brand: z.string().max(100),
  sample: z.enum(Object.keys(samples) as [Sample]).optional(),
  event: z.string().max(200_000).optional(),
});

type Save = { files: string[]; savedAt: number };

const createApp = (sources: Sources, gates: Gates, listeners: Set<(save: Save) => void>): Hono => {
  const app = new Hono();
  app.use("*", onlyFromHere("preview"));
  app.get("/api/choices", (context) =>
    context.json({ ...choices(sources), marks, samples, gates: gateTitles, problems: sources.problems() }),
  );
  app.get("/api/mails", async (context) => {
    const { language = "", brand = "" } = context.req.query();
    return context.json({ mails: await list(sources, language, brand), problems: sources.problems() });
  });
  app.post("/api/mail", async (context) =>
    context.json(await show(sources, selection.parse(await context.req.json()))),
  );
  app.post("/api/findings/:gate", async (context) =>
    context.json(
      await findingsOf(sources, gates, context.req.param("gate"), selection.parse(await context.req.json())),
    ),
  );
  app.get("/api/changes", (context) =>
    streamSSE(context, async (stream) => {
      const tell = (save: Save): void => void stream.writeSSE({ event: "saved", data: JSON.stringify(save) });
      listeners.add(tell);
      stream.onAbort(() => void listeners.delete(tell));
      await stream.writeSSE({ event: "hello", data: "" });
      while (!stream.aborted) {
        await stream.sleep(heartbeat);
        await stream.writeSSE({ event: "heartbeat", data: "" });
      }
    }),
  );
  app.get("*", (context) => pageFile(context.req.path));
  app.onError((error, context) => context.json({ message: error.message, problems: sources.problems() }, 400));
  return app;
};

/** Serves the preview on this machine only, and tells open pages of every save. @throws StartError for a taken port */
export const startPreview = async (
  sources: Sources,
  port: number,
): Promise<{ url: string; stop: () => Promise<void> }> => {
  const listeners = new Set<(save: Save) => void>();
  const gates = createGates();
  const server = serve({ fetch: createApp(sources, gates, listeners).fetch, port, hostname: "127.0.0.1" }) as Server;
  if (!server.listening)
    await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
      throw new StartError(
        error.code === "EADDRINUSE"
          ? `Port ${port} for the preview is taken: end what uses it, or set PREVIEW_PORT to a free one.`
          : `Port ${port} cannot be used: ${error.message}.`,
      );
    });
  const unwatch = sources.watch((files, savedAt) => {
    for (const tell of listeners) tell({ files, savedAt });
  });
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      unwatch();
      await gates.close();
      server.close();
      server.closeAllConnections();
    },
  };
};
