import type { MiddlewareHandler } from "hono";

/** Blocks requests from other websites, from their own pages or with a host name that points to this machine. */
export const acceptOnlyLocalRequests =
  (what: string): MiddlewareHandler =>
  async (context, next) => {
    const { hostname } = new URL(context.req.url);
    if (!["localhost", "127.0.0.1"].includes(hostname))
      return context.json({ message: `This host name is not allowed. Open the ${what} at localhost.` }, 403);
    const isJson = context.req.header("content-type")?.startsWith("application/json") ?? false;
    if (context.req.method === "POST" && !isJson)
      return context.json({ message: "The content type is not allowed. Send application/json." }, 415);
    await next();
    return undefined;
  };
