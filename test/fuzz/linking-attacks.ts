import fc from "fast-check";
import { sampleEvent } from "../support/events.ts";
import { hostileValue, newHostileText } from "./hostile.ts";
import type { Attack, Fate, Filter, Stored, World } from "./linking-pool.ts";

const addresses = [
  ..."ada@example.com Ada@Example.COM kate@example.com KATE@example.com \u212Aate@example.com mike@example.com".split(
    " ",
  ),
  ..."mıke@example.com ada@ｅxample.com ada@exаmple.com ada+1@example.com ada@example.com.evil.example".split(" "),
  '"ada"@example.com',
  'ada@example.com" or email ^= "a',
  "ada@example.com\\",
  "ada@exam\u00adple.com",
  "ada@example.com ",
];
const address = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom("ada@example.com", "ada@example.com", "Ada@example.com", "ada@other.example"),
  },
  { weight: 3, arbitrary: fc.constantFrom(...addresses) },
);

const identity = fc.constantFrom(
  { providerName: "Google", userId: "108" },
  { providerName: "Google", userId: "9" },
  { providerName: "google", userId: "9" },
  { providerName: "Corp_SSO", userId: "1_0_8" },
  { providerName: "Facebook", userId: "108" },
);
const identities = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: fc.array(identity, { maxLength: 6 }).map((list) => JSON.stringify(list)) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(4, 5)
      .map((count) =>
        JSON.stringify(
          Array.from({ length: count }, (_, index) => ({ providerName: `Provider${index}`, userId: "1" })),
        ),
      ),
  },
  { weight: 1, arbitrary: fc.constantFrom("[{", "{}", "null", "7", '[{"providerName":{"toString":1}}]') },
);

const stored: fc.Arbitrary<Stored> = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant("CONFIRMED") },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          ..."UNCONFIRMED EXTERNAL_PROVIDER FORCE_CHANGE_PASSWORD RESET_REQUIRED ARCHIVED COMPROMISED".split(" "),
        ),
      },
    ),
    fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    address,
    fc.oneof(
      { weight: 6, arbitrary: fc.constant("true") },
      { weight: 2, arbitrary: fc.constantFrom("false", "True", "") },
    ),
    identities,
  )
  .map(([UserStatus, Enabled, email, verified, known]) => ({
    Username: "",
    UserStatus,
    Enabled,
    Attributes: [
      { Name: "email", Value: email },
      { Name: "email_verified", Value: verified },
      ...(known === undefined ? [] : [{ Name: "identities", Value: known }]),
    ],
  }));

const fate = fc.oneof(
  { weight: 200, arbitrary: fc.constant<Fate>("answers") },
  { weight: 20, arbitrary: fc.constantFrom<Fate>("throttled", "refused") },
  { weight: 1, arbitrary: fc.constant<Fate>("hangs") },
);
const worlds: fc.Arbitrary<World> = fc.record({
  users: fc.oneof(
    { weight: 5, arbitrary: fc.array(stored, { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.array(stored, { maxLength: 5 }) },
  ),
  filter: fc.constantFrom<Filter>("exact", "any case", "folded", "everyone"),
  pageSize: fc.constantFrom(1, 2, 60),
  fates: fc.array(fate, { maxLength: 6 }),
});

const userNames = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("Google_108", "google_108", "Corp_SSO_1_0_8") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ..."GOOGLE_108 Google_Workspace_108 Google_ Google108 GoogleX_108 NotGoogle_108 Facebook_108 Corp_108 Corp_SSO_".split(
        " ",
      ),
      "__proto___1",
      "Gооgle_108",
    ),
  },
  { weight: 1, arbitrary: newHostileText(128) },
);

/** Federated first sign-ins with attacks in every part, into pools with any users. */
export const attacks: fc.Arbitrary<Attack> = fc
  .tuple(
    fc.constantFrom("PreSignUp_ExternalProvider", "PreSignUp_ExternalProvider", "PreSignUp_SignUp"),
    userNames,
    fc.oneof({ weight: 8, arbitrary: address as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: hostileValue }),
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<unknown>("true") },
      {
        weight: 3,
        arbitrary: fc.constantFrom<unknown>(
          "false",
          "True",
          "True",
          "TRUE",
          "TRUE",
          "1",
          "yes",
          true,
          1,
          ["true"],
          undefined,
        ),
      },
    ),
    hostileValue,
    worlds.map((one) => ({ ...one, users: one.users.map((user, index) => ({ ...user, Username: `user${index}` })) })),
  )
  .map(([name, userName, email, verified, given, pool]) => ({
    event: sampleEvent(name, {
      userName,
      userAttributes: { email, email_verified: verified, given_name: given, identities: given, sub: given },
      request: { clientMetadata: { email: "ada@example.com", email_verified: "true", provider: "Google" } },
    }),
    circumstances: { fates: [] },
    world: pool,
  }));
