import fc from "fast-check";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { eventNames, sampleEvent } from "../support/events.ts";
import { circumstances } from "./circumstances.ts";
import { hostileAttributes, hostileMetadata, hostileValue, newHostileText } from "./hostile.ts";
import type { Circumstances } from "./world.ts";

export type Hostile = { event: CognitoEvent; circumstances: Circumstances };

const locals = [
  "ada",
  "Ada+tag",
  "foo.",
  "a b",
  "mıke",
  "\u212A",
  "a@b",
  "ada@example.com",
  "",
  "x".repeat(65),
  "ada\r\nBcc: all",
];
const domains = [
  ..."example.com EXAMPLE.com staff.example.com students.example.com new.Students.example.com".split(" "),
  ..."notexample.com example.com.evil.example example.com. evil.example#example.com evil.example/.example.com".split(
    " ",
  ),
  ..."localhost 127.0.0.1 [::1] ｅxample.com exаmple.com example。com xn--bcher-kva.example bücher.example".split(" "),
  "exam\u00adple.com",
  "example.com\u0001",
  "example.com\u0000.evil.example",
  "example.com ",
  `${"a.".repeat(200)}com`,
];

/** Values for an email address: valid ones, and ones that pretend to have another domain. */
export const hostileAddress: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.oneof(fc.constant("ada"), fc.constantFrom(...locals)), fc.constantFrom(...domains))
      .map((parts) => parts.join("@")),
  },
  { weight: 2, arbitrary: hostileValue },
);

const identities = [
  '[{"providerName":"Google"}]',
  '[{"providerName":{"x":1}}]',
  "[",
  "{}",
  "null",
  '[{"__proto__":1}]',
];
/** Attributes that users must not set, set by the user. */
const seized = fc.constantFrom("admin", "pro", "other-tenant", '["admin"]', "true");

const person: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    sub: fc.oneof(
      { weight: 12, arbitrary: fc.uuid() as fc.Arbitrary<unknown> },
      { weight: 1, arbitrary: hostileValue },
    ),
    email: hostileAddress,
    email_verified: fc.constantFrom<unknown>("true", "true", "false", "TRUE", true),
    identities: fc.oneof(fc.constantFrom<unknown>(...identities), hostileValue),
    phone_number: hostileValue,
    nickname: fc.constant("n".repeat(5_000)),
    given_name: fc.oneof(hostileValue, fc.constant("\u{1F600}".repeat(1_500)), fc.constant(`${"n".repeat(2_047)}😀`)),
    "custom:agentName": fc.oneof(hostileValue, fc.constant("a".repeat(4_000))),
    "custom:role": seized,
    plan: seized,
    tenant: seized,
    roles: seized,
    claims: fc.constant({ plan: "pro", roles: ["admin"] }),
  },
  { requiredKeys: [] },
);

/** Assigns attributes, so that an own key `__proto__` stays an own key. */
const attributes = fc.tuple(hostileAttributes, person).map(([all, own]) => Object.assign(all, own));

const seizing = fc.constant({
  plan: "pro",
  roles: "admin",
  tenant: "other-tenant",
  newDeviceUsed: "true",
  role: "admin",
});

const groups = fc.constantFrom<unknown>(
  ["administrators", "editors", "administrators"],
  ["__proto__", "constructor", "toString"],
  ["administrators", 7, null, {}],
  [],
  null,
  undefined,
  "administrators",
  { length: 1, 0: "administrators" },
);

const clients = [
  "4u3ef0exampleclient000000",
  "localnorthwind",
  "CLIENT_ID_NOT_APPLICABLE",
  "__proto__",
  null,
  undefined,
];

/** Events that Cognito never sends and an attacker may forge. */
const mutilations: Array<(event: CognitoEvent) => object> = [
  (event) => ({ ...event, request: null }),
  (event) => ({ ...event, callerContext: undefined }),
  (event) => ({ ...event, userName: { toString: "x" } }),
  (event) => ({ ...event, userName: null }),
  (event) => ({ ...event, triggerSource: "PreSignUp_Unknown" }),
  (event) => ({ ...event, triggerSource: "toString" }),
  (event) => ({ ...event, request: { ...event.request, userAttributes: null } }),
];
const whole = (event: CognitoEvent): object => event;

/** Events of all sources of a trigger, with an attack in every writable field. */
export const newHostileEvents = (prefix: string): fc.Arbitrary<Hostile> => {
  const samples = eventNames.filter((name) => name.startsWith(prefix)).map((name) => sampleEvent(name));
  return fc
    .tuple(
      fc.constantFrom(...samples),
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom<unknown>(...clients) },
        { weight: 1, arbitrary: newHostileText(128) as fc.Arbitrary<unknown> },
      ),
      fc.oneof(fc.uuid(), newHostileText(128)),
      attributes,
      fc.oneof(hostileMetadata, seizing),
      fc.tuple(groups, fc.constantFrom<unknown>(true, false, "true", undefined)),
      fc.oneof(
        { weight: 30, arbitrary: fc.constant(whole) },
        { weight: 1, arbitrary: fc.constantFrom(...mutilations) },
      ),
      circumstances,
    )
    .map(
      ([
        sample,
        clientId,
        userName,
        userAttributes,
        clientMetadata,
        [groupsToOverride, newDeviceUsed],
        change,
        aws,
      ]) => ({
        event: change({
          ...sample,
          userName,
          callerContext: { ...sample.callerContext, clientId: clientId as string },
          request: {
            ...sample.request,
            userAttributes,
            clientMetadata,
            validationData: clientMetadata,
            newDeviceUsed,
            groupConfiguration: { groupsToOverride },
          } as CognitoEvent["request"],
        }) as CognitoEvent,
        circumstances: aws,
      }),
    );
};
