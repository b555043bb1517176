import { describe, expect, it } from "@jest/globals";
import { isReserved, mayCarry, maySuppress, type TokenName } from "../../../src/rules/tokens/claim-names.ts";
import type { ClaimValue } from "../../../src/settings/claims.ts";

// The table "Claims and scopes reference" in the trigger's documentation, and the suite's own additions.
const cognitosOwn =
  "acr amr at_hash auth_time azp client_id device_key event_id exp iat identities iss jti nbf nonce origin_jti sub token_use username version";
const further = "scope cognito:groups cognito:username cognito:anything custom:role dev:custom:role";
const ofObjects = "__proto__ constructor prototype toString hasOwnProperty valueOf __defineGetter__";

it.each([...cognitosOwn.split(" "), ...further.split(" "), ...ofObjects.split(" ")])("%s cannot be set", (name) => {
  expect(isReserved(name)).toBe(true);
  expect(mayCarry("id", name, "x", "web")).toBe(false);
  expect(mayCarry("access", name, "x", "web")).toBe(false);
});

it.each("plan roles email given_name https://example.com/roles subject version2 customer".split(" "))(
  "%s can be set",
  (name) => {
    expect(isReserved(name)).toBe(false);
    expect(mayCarry("id", name, ["x"], "web")).toBe(true);
  },
);

describe("mayCarry", () => {
  it.each<[TokenName, string, ClaimValue, boolean]>([
    ["access", "aud", "web", true],
    ["access", "aud", "other", false],
    ["access", "aud", ["web"], false],
    ["id", "aud", "web", false],
    ["id", "address", "Sample Street", true],
    ["id", "address", { street: "Sample Street" }, false],
    ["id", "email_verified", true, true],
    ["id", "email_verified", [true], false],
    ["id", "phone_number_verified", ["true"], false],
    ["id", "updated_at", 1, true],
    ["id", "updated_at", [1], false],
    ["access", "address", { street: "Sample Street" }, true],
  ])("in the %s token, %s with %j is %s", (token, name, value, taken) => {
    expect(mayCarry(token, name, value, "web")).toBe(taken);
  });

  it("rejects an audience without an app client", () => {
    expect(mayCarry("access", "aud", "web", undefined)).toBe(false);
  });
});

it.each([
  ["given_name", true],
  ["custom:agentName", true],
  ["dev:custom:x", true],
  ["sub", false],
  ["aud", false],
  ["cognito:groups", false],
  ["identities", false],
  ["scope", false],
])("maySuppress(%s) is %s", (name, may) => {
  expect(maySuppress(name)).toBe(may);
});
