import fc from "fast-check";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { newHostileText } from "./hostile.ts";
import { type Hostile, newHostileEvents } from "./hostile-events.ts";
import type { Circumstances, Item, Stored } from "./world.ts";

export const web = "4u3ef0exampleclient000000";
export const other = "localnorthwind";

/** Settings with every feature of claims, including some that `npm run build` refuses. */
export const settings: Partial<Suite> = {
  claims: [
    { name: "plan", from: { profileClaim: "plan" }, tokens: ["id", "access"], otherwise: "free", priority: 5 },
    { name: "tenant", from: { profileClaim: "tenant" }, tokens: ["id", "access"], required: true },
    { name: "roles", from: { profileClaim: "roles" }, tokens: ["id", "access"], priority: 3 },
    { name: "address", from: { profileClaim: "address" }, tokens: ["id", "access"], otherwise: "none", priority: -1 },
    { name: "duty", from: { groups: { administrators: "admin", toString: "no" } }, tokens: ["id"] },
    { name: "product", from: { constant: { name: "süite", of: ["a", 1, true] } }, tokens: ["id", "access"] },
    { name: "shop", from: { constant: "north" }, tokens: ["id", "access"], appClients: [other], priority: 9 },
    { name: "others", from: { constant: 7 }, tokens: ["access"], exceptAppClients: [other] },
    { name: "aud", from: { appClientId: true }, tokens: ["access"], appClients: [web] },
    { name: "aud", from: { constant: web }, tokens: ["id", "access"], appClients: [other] },
    { name: "department", from: { attribute: "custom:department" }, tokens: ["id"], priority: 1 },
    { name: "since", from: { profile: "createdAt" }, tokens: ["access"] },
    {
      name: "seats",
      from: {
        compute: ({ claims, groups }) => {
          if (groups.includes("editors")) throw new Error(String(claims["plan"]));
          return claims["plan"] === "pro" ? { seats: 5, groups } : undefined;
        },
        profileClaims: ["plan"],
      },
      tokens: ["id", "access"],
      otherwise: 1,
    },
    {
      name: "unseen",
      from: { compute: ({ claims }) => (claims["roles"] === undefined ? "ok" : "seen") },
      tokens: ["id"],
    },
    { name: "sub", from: { constant: "forged" }, tokens: ["id", "access"] },
    { name: "cognito:groups", from: { constant: ["forged"] }, tokens: ["id", "access"] },
    { name: "custom:role", from: { profileClaim: "roles" }, tokens: ["id"] },
    { name: "__proto__", from: { constant: "forged" }, tokens: ["id", "access"] },
  ],
  tokens: {
    readOnlyAttributes: ["custom:department"],
    suppress: [
      { claims: ["given_name", "sub"], tokens: ["id"] },
      { claims: ["family_name"], tokens: ["id", "access"], appClients: [other] },
    ],
    scopes: [
      { add: ["orders/read"] },
      { add: ["orders/write", "two words"], inGroups: ["administrators"] },
      { remove: ["openid"], exceptAppClients: [other] },
      { add: ["robot/run"], appClients: [web] },
      { add: ["orders/read", "robot/stop"], remove: ["robot/stop"], appClients: [other] },
    ],
    groups: [
      { remove: ["editors"], inGroups: ["administrators"] },
      { add: ["beta"], appClients: [other] },
    ],
  },
};

export type Request = CognitoEvent["request"] & {
  groupConfiguration?: { groupsToOverride?: unknown; iamRolesToOverride?: unknown; preferredRole?: unknown } | null;
};

const long = fc.integer({ min: 1, max: 900 }).map((length) => ({ S: "é".repeat(length) }) as Stored);
const value: fc.Arbitrary<Stored> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<Stored>({ S: "pro" }, { S: "acme" }, { L: [{ S: "admin" }] }, { SS: ["admin"] }),
  },
  { weight: 3, arbitrary: long },
  { weight: 2, arbitrary: newHostileText().map((S) => ({ S })) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Stored>(
      { N: "7" },
      { N: "1e400" },
      { NULL: true },
      { S: "" },
      { M: { street: { S: "\ud800" }, zip: { L: [{ N: "1" }, { BOOL: false }] } } },
      { M: { constructor: { S: "x" } } },
      { M: JSON.parse('{"__proto__":{"M":{"plan":{"S":"pro"}}}}') },
      { L: [{ L: [{ S: "x" }] }, { NULL: true }] },
      { B: new Uint8Array([1]) },
    ),
  },
);
const row: fc.Arbitrary<Item> = fc.record(
  {
    email: fc.constant({ S: "ada@example.com" }),
    createdAt: fc.constantFrom<Stored>({ N: "1764547200123" }, { N: "0" }),
    claims: fc.oneof(
      {
        weight: 9,
        arbitrary: fc
          .record({ plan: value, tenant: value, roles: value, address: value }, { requiredKeys: ["tenant"] })
          .map((M) => ({ M }) as Stored),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Stored>(
          { S: "pro" },
          { L: [] },
          { M: JSON.parse('{"__proto__":{"M":{"tenant":{"S":"x"}}}}') },
        ),
      },
    ),
  },
  { requiredKeys: ["claims"] },
);

export const attacks: fc.Arbitrary<Hostile> = fc
  .tuple(
    newHostileEvents("PreTokenGeneration"),
    fc.option(newHostileText(), { nil: undefined }),
    fc.constantFrom<unknown>(["arn:r"], ["arn:r", 7], null),
    fc.constantFrom<unknown>("arn:r", ["arn:r"], null),
    fc.constantFrom<unknown>(["openid"], ["two words", "admin/all"], null, "openid"),
    row,
  )
  .map(([{ event, circumstances }, department, iamRolesToOverride, preferredRole, scopes, richRow]) => {
    const request = event.request as Request | null;
    const attributes = request?.userAttributes;
    return {
      event: {
        ...event,
        request: request && {
          ...request,
          ...{
            scopes,
            groupConfiguration: { ...request.groupConfiguration, iamRolesToOverride, preferredRole },
          },
          // Assigned to the attributes, so that an own key `__proto__` stays an own key.
          userAttributes:
            attributes && department !== undefined
              ? Object.defineProperties(
                  { "custom:department": department },
                  Object.getOwnPropertyDescriptors(attributes),
                )
              : attributes,
        },
      } as CognitoEvent,
      circumstances: { ...circumstances, row: circumstances.row && richRow } as Circumstances,
    };
  });
