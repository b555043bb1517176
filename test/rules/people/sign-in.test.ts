import { expect, it } from "@jest/globals";
import { createSignIn } from "../../../src/rules/people/sign-in.ts";

const at = Date.UTC(2026, 0, 2, 3, 4, 29, 999);
const facts = { sub: "s", at, clientId: "c", source: "A", newDevice: true, keptDays: 90 };

it.each([
  ["c", "c"],
  [null, "none"],
  [undefined, "none"],
  ["a\ud800", "a\ufffd"],
])("creates a sign-in through %j", (clientId, written) => {
  expect(createSignIn({ ...facts, clientId })).toEqual({
    pk: "USER#s",
    sk: `SIGNIN#2026-01-02T03:04:15Z#${written}`,
    at,
    clientId: written,
    source: "A",
    newDevice: true,
    expiresAt: Math.floor(at / 1_000) + 90 * 86_400,
  });
});
