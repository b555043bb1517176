import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "page");
const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

// The mail's frame inherits this policy, so it allows the styles that mails have, and frames that lead nowhere.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src data:",
  ...["frame-src", "base-uri", "frame-ancestors", "form-action"].map((kind) => `${kind} 'none'`),
].join("; ");

/** A file of the page, or an answer that there is none. */
export const pageFile = (path: string): Response => {
  const name = path === "/" ? "index.html" : path.slice(1);
  const type = /^[a-z-]+\.(\w+)$/.exec(name)?.[1] ?? "";
  const file = join(folder, name);
  if (!types[type] || !existsSync(file)) return new Response("There is nothing here.", { status: 404 });
  return new Response(readFileSync(file, "utf8"), {
    headers: {
      "content-type": types[type],
      "content-security-policy": policy,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "x-dns-prefetch-control": "off",
    },
  });
};
