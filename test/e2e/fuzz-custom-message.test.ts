import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { bundled, type Change } from "../support/bundle.ts";
import { type Handler, hostileEvent, violations } from "../support/custom-message-oracle.ts";

const entry = "src/handlers/custom-message.ts";
const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
const seed = 20_261_121;
let handler: Handler;

beforeAll(() => {
  handler = bundled(entry, folder, "good");
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("makes of 100,000 hostile events nothing but its own mails", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(hostileEvent, async (event) => {
      seen.add(event.triggerSource);
      expect(await violations(handler, handler, event)).toEqual([]);
    }),
    { numRuns: 100_000, seed },
  );
  expect(seen.size).toBe(7);
}, 300_000);

/** Mistakes that somebody could make, each with the places to make it in. */
const bugs: Record<string, Change[]> = {
  "any name is greeted": [{ file: "rules/greeting-name.ts", from: "safeName.test(name)", to: "true" }],
  "any name, and no escaping": [
    { file: "rules/greeting-name.ts", from: "safeName.test(name)", to: "true" },
    {
      file: "dist/cjs/handlebars/utils.js",
      from: "function escapeExpression(string) {",
      to: "function escapeExpression(string) { return String(string ?? '');",
    },
  ],
  "any name, braces and all": [
    { file: "rules/greeting-name.ts", from: "safeName.test(name)", to: "true" },
    { file: "templates/characters.ts", from: '.replaceAll("{", "(")', to: "" },
  ],
  "a name before the address is proven": [
    { file: "rules/message-choice.ts", from: 'page: "confirm", greets: false', to: 'page: "confirm", greets: true' },
  ],
  "a name in the subject": [
    {
      file: "templates/model.ts",
      from: "subject: put(words.subject)",
      to: "subject: put(words.subject) + values.name",
    },
  ],
  "a user name as it is in the link": [
    { file: "rules/verification-link.ts", from: "encoded(userName)", to: "userName" },
  ],
  "half a character in the link": [{ file: "rules/verification-link.ts", from: "text.toWellFormed()", to: "text" }],
  "an encoded placeholder": [
    { file: "rules/verification-link.ts", from: "/${code}`", to: "/${encodeURIComponent(code)}`" },
  ],
  "the wrong page": [{ file: "rules/message-choice.ts", from: 'page: "reset"', to: 'page: "confirm"' }],
  "a link for an administrator's call": [
    { file: "rules/verification-link.ts", from: "clientId !== noClient", to: "true" },
  ],
  "an address from the caller": [
    {
      file: "src/code-message.ts",
      from: "brand.linkOrigin ??",
      to: '(request.clientMetadata?.["origin"] as string | undefined) ??',
    },
  ],
  "a language from the caller, unchecked": [
    { file: "rules/choose-language.ts", from: "if (found) return found;", to: "if (wish) return wish as Language;" },
  ],
  "a temporary password in a link": [
    {
      file: "src/code-message.ts",
      from: 'mail === "invitation" ? brand.website',
      to: 'mail === "invitation" ? `${brand.website}/${code}`',
    },
    { file: "rules/message-contract.ts", from: "isAddress(lead) &&", to: "false &&" },
    { file: "rules/message-contract.ts", from: "found !== codes", to: "false" },
  ],
  "an invitation without user name": [
    {
      file: "src/code-message.ts",
      from: "userName: request.usernameParameter ?? undefined,",
      to: "userName: undefined,",
    },
    { file: "rules/message-contract.ts", from: "userName !== undefined &&", to: "false &&" },
  ],
  "an attribute that is no text": [
    { file: "rules/attribute.ts", from: 'typeof value === "string" && value !== ""', to: "value != null" },
  ],
  "an event that is changed": [
    {
      file: "handlers/custom-message.ts",
      from: "if (!accepted) return event;",
      to: "if (!accepted) return event; delete event.request.clientMetadata;",
    },
  ],
  "an event that is answered in itself": [
    {
      file: "handlers/custom-message.ts",
      from: "return { ...event, response: {",
      to: "return Object.assign(event, { userName: 'x' }) && { ...event, response: {",
    },
  ],
  "a field too many": [
    { file: "handlers/custom-message.ts", from: "smsMessage } };", to: "smsMessage, version: accepted.version } };" },
  ],
  "hidden characters in the words": [
    {
      file: "templates/model.ts",
      from: "heading: put(words.heading)",
      to: "heading: put(words.heading) + String.fromCharCode(160)",
    },
    { file: "templates/characters.ts", from: "html.replace(unusual,", to: "html.replace(/$^/g," },
    { file: "rules/message-contract.ts", from: "accepted.test(text)", to: "true" },
  ],
  "an SMS with the user's attributes": [
    {
      file: "src/code-message.ts",
      from: "if (found.length === 0) return sms;",
      to: "if (found.length === 0) return `${sms} ${view.name ?? ''}`.trim();",
    },
  ],
};

describe("the oracles see", () => {
  it.each(Object.entries(bugs))(
    "%s",
    async (name, changes) => {
      const broken = bundled<Handler>(entry, folder, name.replaceAll(/\W/g, "-"), changes);
      const found = await fc.check(
        fc.asyncProperty(hostileEvent, async (event) => (await violations(broken, handler, event)).length === 0),
        { numRuns: 3_000, seed, endOnFailure: true },
      );
      expect(found.failed).toBe(true);
    },
    60_000,
  );
});
