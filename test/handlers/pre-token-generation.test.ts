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

const setUp = ({
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

const userEvents = eventNames.filter(
  (name) => name.startsWith("PreTokenGeneration") && !name.endsWith("ClientCredentials"),
);

const both = (claims: object) => ({
  claimsAndScopeOverrideDetails: {
    idTokenGeneration: { claimsToAddOrOverride: claims },
    accessTokenGeneration: { claimsToAddOrOverride: claims },
  },
});

it.each(userEvents)("%s adds the claims of the profile", async (name) => {
  const { response } = await setUp().handler(sampleEvent(name), noHurry);
  expect(response).toEqual(
    name.includes("_V1_")
      ? { claimsOverrideDetails: { claimsToAddOrOverride: { plan: "pro", roles: '["admin"]' } } }
      : both({ plan: "pro", roles: ["admin"] }),
  );
});

describe("least privilege", () => {
  it.each([
    ["the table fails", gone],
    ["the table hangs", hang],
    ["there is no profile yet", async () => undefined],
  ])("applies if %s", async (_, read) => {
    const { response } = await setUp({ read }).handler(sampleEvent("PreTokenGeneration_V2_Authentication"), noHurry);
    expect(response).toEqual(both({ plan: "free" }));
  });

  it("ignores attributes and metadata that users or callers can write", async () => {
    const event = sampleEvent("PreTokenGeneration_V2_Authentication", {
      userAttributes: { "custom:roles": "admin", roles: "admin", plan: "pro", tenant: "other" },
      request: { clientMetadata: { roles: "admin", plan: "pro", tenant: "other" } },
    });
    const { response } = await setUp({ read: async () => undefined }).handler(event, noHurry);
    expect(response).toEqual(both({ plan: "free" }));
  });
});

it.each([
  ["missing", async () => row],
  ["unreadable", gone],
])("refuses if a required claim is %s", async (_, read) => {
  const claims: Claim[] = [{ name: "tenant", from: { profileClaim: "tenant" }, tokens: ["id"], required: true }];
  const { handler } = setUp({ read, claims });
  await expect(handler(sampleEvent("PreTokenGeneration_V2_Authentication"), noHurry)).rejects.toThrow(tryAgainMessage);
});

describe("a user without a profile", () => {
  const read = async () => undefined;
  it("gets a profile", async () => {
    const { handler, saveProfile, handOver } = setUp({ read });
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
    ["hangs", hang],
  ])("gets a profile later if writing %s", async (_, write) => {
    const { handler, handOver } = setUp({ read, write });
    const { response } = await handler(sampleEvent("PreTokenGeneration_V2_Authentication"), noHurry);
    expect(handOver.calls[0]?.[0]).toMatchObject({ fact: "seen" });
    expect(response).toEqual(both({ plan: "free" }));
  });
});

describe("an address that has changed", () => {
  const moved = { ...row, email: "old@example.com" };
  it("is written, and the old address is owed a notice", async () => {
    const { handler, saveAddress } = setUp({ read: async () => moved });
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
  ])("is not written if it %s", async (_, userAttributes) => {
    const { handler, saveAddress } = setUp({ read: async () => moved });
    await handler(sampleEvent("PreTokenGeneration_V2_RefreshTokens", { userAttributes }), noHurry);
    expect(saveAddress.calls).toEqual([]);
  });

  it("is written without a notice if the user had no address", async () => {
    const { handler, saveAddress } = setUp();
    await handler(sampleEvent("PreTokenGeneration_V2_RefreshTokens"), noHurry);
    expect(saveAddress.calls.map((call) => call.slice(0, 3))).toEqual([
      ["8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10", { known: row, to: "ada@example.com" }, []],
    ]);
  });

  it.each([
    ["restored after a password reset with another one", "b@example.com", [["ada@example.com", "b@example.com"]]],
    ["unchanged", "ada@example.com", []],
  ])("is announced to the previous addresses if it was %s", async (_, latestEmail, left) => {
    const { handler, saveAddress } = setUp({ read: async () => ({ ...row, email: "ada@example.com", latestEmail }) });
    await handler(sampleEvent("PreTokenGeneration_V2_RefreshTokens"), noHurry);
    expect(saveAddress.calls.map(([, , owed]) => owed)).toMatchObject(
      left.map((emails) => emails.map((leftEmail) => ({ mail: { leftEmail } }))),
    );
  });

  it.each([
    ["replaces an unverified one", "old@example.com"],
    ["has just been verified", "ada@example.com"],
  ])("is written without a notice if it %s", async (_, email) => {
    const { handler, saveAddress } = setUp({ read: async () => ({ ...row, email, emailVerified: false }) });
    await handler(sampleEvent("PreTokenGeneration_V2_RefreshTokens"), noHurry);
    expect(saveAddress.calls.map((call) => call.slice(1, 3))).toMatchObject([
      [{ known: { email }, to: "ada@example.com" }, []],
    ]);
  });

  it("does not block the sign-in if writing fails", async () => {
    const { handler, report } = setUp({ read: async () => moved, write: gone });
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
])("%s writes %i sign-in rows, because post-authentication writes the others", async (source, rows) => {
  const { handler, saveSignIn } = setUp();
  await handler(sampleEvent(`PreTokenGeneration_V2_${source}`), noHurry);
  expect(saveSignIn.calls).toHaveLength(rows);
});

it("adds constants to a machine's token without reading the table", async () => {
  const read = collect(async () => row);
  const claims: Claim[] = [
    { name: "product", from: { constant: "suite" }, tokens: ["id", "access"] },
    { name: "plan", from: { profileClaim: "plan" }, tokens: ["access"], otherwise: "free" },
  ];
  const { response } = await setUp({ read, claims }).handler(
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

it.each([null, undefined, "administrators", {}])("treats groups of %j as none", async (groupsToOverride) => {
  const claims: Claim[] = [{ name: "duty", from: { groups: { administrators: "admin" } }, tokens: ["id"] }];
  const event = sampleEvent("PreTokenGeneration_V1_Authentication", {
    request: { groupConfiguration: { groupsToOverride } },
  });
  const { response } = await setUp({ claims }).handler(event, noHurry);
  expect(response).toEqual({ claimsOverrideDetails: { claimsToAddOrOverride: {} } });
});

describe("the reports", () => {
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
    ["are empty if all claims are complete", [], []],
    [
      "list trimmed claims",
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
      "name the claim whose function threw, without the message",
      [thrown],
      [["claim not made", { claim: "limits", error: { name: "RangeError", at: expect.any(String) } }]],
    ],
    [
      "list required claims that do not fit",
      [required, { ...required, name: "other" }],
      [["required claim missing", { missing: ["large", "other"] }]],
    ],
  ])("%s", async (_, claims, reports) => {
    const { handler, report } = setUp({ read: async () => token("x".repeat(900)), claims });
    await handler(sampleEvent("PreTokenGeneration_V2_Authentication"), noHurry).catch(() => undefined);
    expect(report.calls).toEqual(reports);
    expect(JSON.stringify(report.calls)).not.toMatch(/secret|xxx/);
  });
});

it("ignores rules of scopes and groups that do not name the machine's app client", async () => {
  const { handler } = setUp({
    claims: [],
    tokens: { scopes: [{ add: ["orders/write"] }], groups: [{ add: ["beta"] }] },
  });
  const { response } = await handler(sampleEvent("PreTokenGeneration_V3_ClientCredentials"), noHurry);
  expect(response).toEqual(both({}));
});

it("changes groups and scopes, and keeps the event's roles", async () => {
  const tokens = { scopes: [{ add: ["orders/write"] }], groups: [{ remove: ["editors"] }] };
  const { response } = await setUp({ claims: [], tokens }).handler(
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
