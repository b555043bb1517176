import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { bundled } from "../support/bundle.ts";
import type { Handler } from "../support/custom-message-oracle.ts";
import { sampleEvent } from "../support/events.ts";
import { readHtml } from "../support/mail-oracle.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

const folder = mkdtempSync(join(tmpdir(), "redirects-"));
let handler: Handler;

beforeAll(() => {
  handler = bundled("src/handlers/custom-message.ts", folder, "good");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How applications commonly let a caller say where a link leads. */
const keys = ["redirectUrl", "redirect_uri", "returnTo", "url", "origin", "host", "link", "callback", "next", "domain"];
const targets = [
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "https:evil.example",
  "https://accounts.example.com@evil.example",
  "https://accounts.example.com.evil.example",
  "https://evil.example/https://accounts.example.com",
  "https://evil.example#accounts.example.com",
  "https://evil.example?accounts.example.com",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "\u0000https://evil.example",
  " https://evil.example",
  "https://evil。example",
  "https://еxample.com",
  "https://[::1]/",
  "http://127.0.0.1:80",
  "file:///etc/passwd",
  "ftp://evil.example",
  "https://evil.example\r\nLocation: https://evil.example",
  "%68%74%74%70%73://evil.example",
  "https://evil.example/{####}",
];
const places = ["clientMetadata", "userAttributes"] as const;

const corpus = places.flatMap((place) => keys.flatMap((key) => targets.map((target) => ({ place, key, target }))));

it(`none of ${places.length * keys.length * targets.length} ways to lead a link elsewhere does`, async () => {
  expect(corpus).toHaveLength(500);
  const own = readHtml(
    (await handler(sampleEvent("CustomMessage_ForgotPassword"))).response.emailMessage ?? "",
  ).addresses;
  const escapes: unknown[] = [];
  for (const { place, key, target } of corpus) {
    const values = place === "clientMetadata" ? { [key]: target } : { [`custom:${key}`]: target, website: target };
    const event = sampleEvent<Parameters<Handler>[0]>(
      "CustomMessage_ForgotPassword",
      place === "clientMetadata" ? { request: { clientMetadata: values } } : { userAttributes: values },
    );
    const { addresses } = readHtml((await handler(event)).response.emailMessage ?? "");
    if (JSON.stringify(addresses) !== JSON.stringify(own)) escapes.push({ place, key, target, addresses });
  }
  expect(escapes).toEqual([]);
});

it("sees a link that is led elsewhere", async () => {
  const broken = bundled<Handler>("src/handlers/custom-message.ts", folder, "broken", [
    {
      file: "src/steps/code-message.ts",
      from: "brand.linkOrigin ??",
      to: '(request.clientMetadata?.["redirectUrl"] as string | undefined) ??',
    },
  ]);
  const event = sampleEvent<Parameters<Handler>[0]>("CustomMessage_ForgotPassword", {
    request: { clientMetadata: { redirectUrl: "https://evil.example" } },
  });
  const { addresses } = readHtml((await broken(event)).response.emailMessage ?? "");
  expect(addresses.some((address) => address.startsWith("https://evil.example"))).toBe(true);
});
