import { describe, expect, it } from "@jest/globals";
import { createHandler } from "../../src/handlers/pre-token-generation.ts";
import type { ProfileRow } from "../../src/rules/people/profile.ts";
import type { ProfileRows, SignInRows } from "../../src/rules/people/rows.ts";
import { tryAgainMessage } from "../../src/runtime/trigger.ts";
import type { Claim, TokenSettings } from "../../src/settings/claims.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";
import { eventNames, sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const row = {
  userName: "u",
  createdAt: 0,
  emailVerified: true,
  provider: "Cognito",
  attributes: {},
  claims: { plan: "pro", roles: ["admin"] },
};
const gone = async (): Promise<never> => {
  throw new Error("table is gone");
};
const hang = () => new Promise<never>(() => undefined);

type Given = {
  read?: () => Promise<ProfileRow | undefined>;
  write?: () => Promise<void>;
  claims?: Claim[];
  tokens?: TokenSettings;
};

const given = ({
  read = async () => row,
  write = async () => undefined,
  claims = [...suiteWith().claims],
  tokens = {},
}: Given = {}) => {
  const saveProfile = collect((_rows: ProfileRows, _signal: AbortSignal) => write());
  const saveAddress = collect((_sub: string, _change: object, _owed: readonly object[], _signal: AbortSignal) =>
    write(),
  );
  const saveSignIn = collect((_rows: SignInRows, _signal: AbortSignal) => write());
  const handOver = collect(async (_repair: object, _signal: AbortSignal) => undefined);
  const report = collectReports();
  const handler = createHandler({
    suite: suiteWith({ claims, tokens }),
    read,
    saveProfile,
    saveAddress,
    saveSignIn,
    handOver,
    report,
    now: () => 0,
  });
  return { saveProfile, saveAddress, saveSignIn, handOver, report, handler };
};

const persons = eventNames.filter(
  (name) => name.startsWith("PreTokenGeneration") && !name.endsWith("ClientCredentials"),
);

const both = (claims: object) => ({
  claimsAndScopeOverrideDetails: {
    idTokenGeneration: { claimsToAddOrOverride: claims },
    accessTokenGeneration: { claimsToAddOrOverride: claims },
  },
});

it.each(persons)("%s has the profile's claims", async (name) => {
  const { response } = await given().handler(sampleEvent(name), noHurry);
  expect(response).toEqual(
    name.includes("_V1_")
      ? { claimsOverrideDetails: { claimsToAddOrOverride: { plan: "pro", roles: '["admin"]' } } }
      : both({ plan: "pro", roles: ["admin"] }),
  );
});

describe("least privilege", () => {
  it.each([
    ["the table fails", gone],
    ["the table does not answer", hang],
    ["there is no profile yet", async () => undefined],
  ])("when %s", async (_, read) => {
    const { response } = await given({ read }).handler(sampleEvent("PreTokenGeneration_V2_Authentication"), noHurry);
    expect(response).toEqual(both({ plan: "free" }));
  });

  it("never takes what a user or caller can write", async () => {
    const event = sampleEvent("PreTokenGeneration_V2_Authentication", {
      userAttributes: { "custom:roles": "admin", roles: "admin", plan: "pro", tenant: "other" },
      request: { clientMetadata: { roles: "admin", plan: "pro", tenant: "other" } },
    });
    const { response } = await given({ read: async () => undefined }).handler(event, noHurry);
    expect(response).toEqual(both({ plan: "free" }));
  });
});

it.each([
  ["missing", async () => row],
  ["not to be had", gone],
])("refuses when a required claim is %s", async (_, read) => {
  const claims: Claim[] = [{ name: "tenant", from: { profileClaim: "tenant" }, tokens: ["id"], required: true }];
  const { handler } = given({ read, claims });
  await expect(handler(sampleEvent("PreTokenGeneration_V2_Authentication"), noHurry)).rejects.toThrow(tryAgainMessage);
});

describe("a user without a profile", () => {
  const read = async () => undefined;
  it("gets one", async () => {
    const { handler, saveProfile, handOver } = given({ read });
    await handler(sampleEvent("PreTokenGeneration_V2_NewPasswordChallenge"), noHurry);
    expect(saveProfile.calls[0]?.[0]).toMatchObject({
      sub: "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10",
      profile: { email: "ada@example.com", createdAt: 0 },
    });
    expect(saveProfile.calls[0]?.[0]).not.toHaveProperty("owed");
    expect(handOver.calls).toEqual([]);
  });

  it.each([
    ["fails", gone],
    ["takes too long", hang],
  ])("gets it later when writing %s", async (_, write) => {
    const { handler, handOver } = given({ read, write });
    const { response } = await handler(sampleEvent("PreTokenGeneration_V2_Authentication"), noHurry);
    expect(handOver.calls[0]?.[0]).toMatchObject({ fact: "seen" });
    expect(response).toEqual(both({ plan: "free" }));
  });
});

describe("an address that has changed", () => {
  const moved = { ...row, email: "old@example.com" };
  it("is written, and the old one is told", async () => {
    const { handler, saveAddress } = given({ read: async () => moved });
    await handler(sampleEvent("PreTokenGeneration_V2_RefreshTokens"), noHurry);
    expect(saveAddress.calls[0]?.slice(0, 3)).toMatchObject([
      "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10",
      { known: { email: "old@example.com" }, to: "ada@example.com" },
      [{ mail: { kind: "address-changed", leftEmail: "old@example.com" } }],
    ]);
  });

  it.each([
    ["is not yet verified", { email_verified: "false" }],
    ["is the same", { email: "old@example.com" }],
    ["is gone", { email: undefined }],
  ])("is left alone when it %s", async (_, userAttributes) => {
    const { handler, saveAddress } = given({ read: async () => moved });
    await handler(sampleEvent("PreTokenGeneration_V2_RefreshTokens", { userAttributes }), noHurry);
    expect(saveAddress.calls).toEqual([]);
  });

  it("is written for somebody who had none, and nobody is told", async () => {
    const { handler, saveAddress } = given();
    await handler(sampleEvent("PreTokenGeneration_V2_RefreshTokens"), noHurry);
    expect(saveAddress.calls.map((call) => call.slice(0, 3))).toEqual([
      ["8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10", { known: row, to: "ada@example.com" }, []],
    ]);
  });

  it.each([
    ["given back since a password was reset with another", "b@example.com", [["ada@example.com", "b@example.com"]]],
    ["there already", "ada@example.com", []],
  ])("is told to those that were left when it was %s", async (_, latestEmail, left) => {
    const { handler, saveAddress } = given({ read: async () => ({ ...row, email: "ada@example.com", latestEmail }) });
    await handler(sampleEvent("PreTokenGeneration_V2_RefreshTokens"), noHurry);
    expect(saveAddress.calls.map(([, , owed]) => owed)).toMatchObject(
      left.map((emails) => emails.map((leftEmail) => ({ mail: { leftEmail } }))),
    );
  });

  it.each([
    ["was another one that nobody has proven", "old@example.com"],
    ["is proven only now", "ada@example.com"],
  ])("is written and nobody is told when it %s", async (_, email) => {
    const { handler, saveAddress } = given({ read: async () => ({ ...row, email, emailVerified: false }) });
    await handler(sampleEvent("PreTokenGeneration_V2_RefreshTokens"), noHurry);
    expect(saveAddress.calls.map((call) => call.slice(1, 3))).toMatchObject([
      [{ known: { email }, to: "ada@example.com" }, []],
    ]);
  });

  it("keeps nobody from signing in when it cannot be written", async () => {
    const { handler, report } = given({ read: async () => moved, write: gone });
    const { response } = await handler(sampleEvent("PreTokenGeneration_V2_RefreshTokens"), noHurry);
    expect(response).toEqual(both({ plan: "pro", roles: ["admin"] }));
    expect(report.calls.map(([what]) => what)).toEqual(["address not changed"]);
  });
});

it.each([
  ["HostedAuth", 1],
  ["NewPasswordChallenge", 1],
  ["Authentication", 0],
  ["RefreshTokens", 0],
  ["AuthenticateDevice", 0],
])("%s writes %i sign-in rows, for post-authentication writes the others", async (source, rows) => {
  const { handler, saveSignIn } = given();
  await handler(sampleEvent(`PreTokenGeneration_V2_${source}`), noHurry);
  expect(saveSignIn.calls).toHaveLength(rows);
});

it("gives a machine's token constants, and reads nothing", async () => {
  const read = collect(async () => row);
  const claims: Claim[] = [
    { name: "product", from: { constant: "suite" }, tokens: ["id", "access"] },
    { name: "plan", from: { profileClaim: "plan" }, tokens: ["access"], otherwise: "free" },
  ];
  const { response } = await given({ read, claims }).handler(
    sampleEvent("PreTokenGeneration_V3_ClientCredentials"),
    noHurry,
  );
  expect(response).toEqual({
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: { claimsToAddOrOverride: {} },
      accessTokenGeneration: { claimsToAddOrOverride: { product: "suite" } },
    },
  });
  expect(read.calls).toEqual([]);
});

it.each([null, undefined, "administrators", {}])("takes groups of %j for none", async (groupsToOverride) => {
  const claims: Claim[] = [{ name: "duty", from: { groups: { administrators: "admin" } }, tokens: ["id"] }];
  const event = sampleEvent("PreTokenGeneration_V1_Authentication", {
    request: { groupConfiguration: { groupsToOverride } },
  });
  const { response } = await given({ claims }).handler(event, noHurry);
  expect(response).toEqual({ claimsOverrideDetails: { claimsToAddOrOverride: {} } });
});

describe("what an operator reads", () => {
  const large: Claim = { name: "large", from: { profileClaim: "large" }, tokens: ["id", "access"], priority: -1 };
  const thrown: Claim = {
    name: "limits",
    from: {
      compute: () => {
        throw new RangeError("secret");
      },
    },
    tokens: ["id"],
  };
  const required: Claim = { ...large, required: true };
  const token = (names: string) => ({ ...row, claims: { plan: "pro", large: names } });
  it.each<[string, Claim[], unknown[][]]>([
    ["nothing, where all is well", [], []],
    [
      "what was left out",
      [large, { ...large, name: "other" }],
      [
        [
          "claims trimmed",
          {
            trimmed: [
              { token: "id", claims: ["other"] },
              { token: "access", claims: ["other"] },
            ],
          },
        ],
      ],
    ],
    [
      "whose function threw, and not what it said",
      [thrown],
      [["claim not made", { claim: "limits", error: { name: "RangeError", at: expect.any(String) } }]],
    ],
    [
      "what is required and has no room",
      [required, { ...required, name: "other" }],
      [["required claim missing", { missing: ["large", "other"] }]],
    ],
  ])("%s", async (_, claims, reports) => {
    const { handler, report } = given({ read: async () => token("x".repeat(900)), claims });
    await handler(sampleEvent("PreTokenGeneration_V2_Authentication"), noHurry).catch(() => undefined);
    expect(report.calls).toEqual(reports);
    expect(JSON.stringify(report.calls)).not.toMatch(/secret|xxx/);
  });
});

it("asks nothing of a rule of scopes or groups that names no machine", async () => {
  const { handler } = given({
    claims: [],
    tokens: { scopes: [{ add: ["orders/write"] }], groups: [{ add: ["beta"] }] },
  });
  const { response } = await handler(sampleEvent("PreTokenGeneration_V3_ClientCredentials"), noHurry);
  expect(response).toEqual(both({}));
});

it("changes groups and scopes, and keeps the roles of the event", async () => {
  const tokens = { scopes: [{ add: ["orders/write"] }], groups: [{ remove: ["editors"] }] };
  const { response } = await given({ claims: [], tokens }).handler(
    sampleEvent("PreTokenGeneration_V2_Authentication"),
    noHurry,
  );
  expect(response).toEqual({
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: { claimsToAddOrOverride: {} },
      accessTokenGeneration: { claimsToAddOrOverride: {}, scopesToAdd: ["orders/write"] },
      groupOverrideDetails: {
        groupsToOverride: ["administrators"],
        iamRolesToOverride: ["arn:aws:iam::123456789012:role/editor"],
      },
    },
  });
});
