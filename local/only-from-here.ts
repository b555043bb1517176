import type { MiddlewareHandler } from "hono";

/** No other website may speak to a server of this machine: not by its own pages, nor under a name that it points here. */
export const onlyFromHere =
  (what: string): MiddlewareHandler =>
  async (context, next) => {
    const { hostname } = new URL(context.req.url);
    if (!["localhost", "127.0.0.1"].includes(hostname))
      return context.json({ message: `Open the ${what} as localhost.` }, 403);
    const isJson = context.req.header("content-type")?.startsWith("application/json") ?? false;
    if (context.req.method === "POST" && !isJson) return context.json({ message: "Only application/json." }, 415);
    await next();
    return undefined;
  };
