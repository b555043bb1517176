import { expect, it } from "@jest/globals";
import { canOverlap, isForAppClient } from "../../../src/rules/tokens/app-client-rule.ts";
import type { ForAppClients } from "../../../src/settings/claims.ts";

const all: ForAppClients = {};
const web: ForAppClients = { appClients: ["web"] };
const both: ForAppClients = { appClients: ["web", "phone"] };
const notWeb: ForAppClients = { exceptAppClients: ["web"] };

it.each<[string, ForAppClients, string | undefined, boolean]>([
  ["all", all, "web", true],
  ["all", all, undefined, true],
  ["web", web, "web", true],
  ["web", web, "phone", false],
  ["web", web, "__proto__", false],
  ["web", web, undefined, false],
  ["web and phone", both, "phone", true],
  ["all except web", notWeb, "phone", true],
  ["all except web", notWeb, "web", false],
  ["all except web", notWeb, undefined, false],
])("a rule for %s (%j) is for app client %s: %s", (_, rule, client, is) => {
  expect(isForAppClient(rule, client)).toBe(is);
});

it.each<[ForAppClients, ForAppClients, boolean]>([
  [all, all, true],
  [all, web, true],
  [web, web, true],
  [web, both, true],
  [web, { appClients: ["phone"] }, false],
  [web, notWeb, false],
  [both, notWeb, true],
  [notWeb, { exceptAppClients: ["phone"] }, true],
])("%j and %j have an app client in common: %s", (one, other, have) => {
  expect(canOverlap(one, other)).toBe(have);
  expect(canOverlap(other, one)).toBe(have);
});
