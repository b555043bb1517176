import { expect, it } from "@jest/globals";
import { createHandler } from "../../src/handlers/custom-message.ts";
import type { CustomMessageEvent } from "../../src/runtime/cognito-event.ts";
import { collectReports, noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { readHtml } from "../support/mail-oracle.ts";
import { suiteWith } from "../support/suite.ts";

/** The URLs in the mail for an event. */
const readAddresses = async (changes: Parameters<typeof sampleEvent>[1] = {}, suite = suiteWith()) => {
  const handler = createHandler({ suite, pagesUrl: "https://accounts.example.com", report: collectReports() });
  const event = sampleEvent<CustomMessageEvent>("CustomMessage_ForgotPassword", changes);
  return readHtml((await handler(event, noHurry)).response.emailMessage ?? "").addresses;
};

/** Common parameters for the target of a link. */
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

it(`keeps its links in ${places.length * keys.length * targets.length} attempts to redirect them`, async () => {
  expect(corpus).toHaveLength(500);
  const own = await readAddresses();
  const escapes: unknown[] = [];
  for (const { place, key, target } of corpus) {
    const addresses = await readAddresses(
      place === "clientMetadata"
        ? { request: { clientMetadata: { [key]: target } } }
        : { userAttributes: { [`custom:${key}`]: target, website: target } },
    );
    if (JSON.stringify(addresses) !== JSON.stringify(own)) escapes.push({ place, key, target, addresses });
  }
  expect(escapes).toEqual([]);
});

it("detects a redirected link", async () => {
  expect(await readAddresses({}, suiteWith({ links: { origin: "https://evil.example" } }))).not.toEqual(
    await readAddresses(),
  );
});
