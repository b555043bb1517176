import { describe, expect, it, jest } from "@jest/globals";
import type { Identity } from "../../src/rules/sign-up/identities.ts";
import type { ListedUser } from "../../src/rules/sign-up/linking.ts";
import type { PreSignUpEvent } from "../../src/runtime/cognito-event.ts";
import type { Linking } from "../../src/settings/linking.ts";
import { createFederatedSignUp } from "../../src/steps/federated-sign-up.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { listed, populations, trustList } from "../support/linking-cases.ts";

type Answers = { users?: () => Promise<ListedUser[]>; link?: () => Promise<boolean> };

const given = (linking: Partial<Linking> | undefined, { users, link }: Answers = {}) => {
  const findUsers = collect((_pool: string, _addresses: readonly string[], _signal: AbortSignal) =>
    users ? users() : Promise.resolve([listed()]),
  );
  const linked = collect((_pool: string, _userName: string, _identity: Identity, _signal: AbortSignal) =>
    link ? link() : Promise.resolve(true),
  );
  const report = collectReports();
  const signUp = createFederatedSignUp({
    linking: linking && { ...trustList, ...linking },
    findUsers,
    link: linked,
    report,
    deadline: 20,
  });
  const come = (changes: object = {}) =>
    signUp(sampleEvent<PreSignUpEvent>("PreSignUp_ExternalProvider", { userName: "Google_108", ...changes }), noHurry);
  return { come, findUsers, linked, report };
};

it("asks for the address and links the account that has it", async () => {
  const { come, findUsers, linked, report } = given({});
  expect(await come()).toBe("linked");
  expect(findUsers.calls.map(([pool, addresses]) => [pool, addresses])).toEqual([
    ["eu-west-1_ExamplePool", ["ada@example.com"]],
  ]);
  expect(linked.calls.map((call) => call.slice(0, 3))).toEqual([
    ["eu-west-1_ExamplePool", listed().userName, { provider: "Google", userId: "108" }],
  ]);
  expect(report.calls).toEqual([["identity linked", { provider: "Google" }]]);
});

it.each<[string, Partial<Linking> | undefined, object, number]>([
  ["nobody may be linked", undefined, {}, 0],
  ["the provider says that the address is not verified", {}, { userAttributes: { email_verified: "false" } }, 0],
  ["the provider is unknown", {}, { userName: "Facebook_1" }, 0],
  ["the user name is missing", {}, { userName: null }, 0],
  ["there is no address", { otherwise: "refuse" }, { userAttributes: { email: undefined } }, 0],
])("asks and links nothing when %s", async (_, linking, changes, asked) => {
  const { come, findUsers, linked } = given(linking);
  expect(await come(changes)).toBe("new-user");
  expect([findUsers.calls.length, linked.calls.length]).toEqual([asked, 0]);
});

it.each<[string, Partial<Linking>, string, number]>([
  ["none", { otherwise: "refuse" }, "new-user", 0],
  ["one confirmed, address verified", {}, "linked", 1],
  ["one confirmed, address verified", { afterLinking: "continue" }, "linked", 1],
  ["one confirmed, address verified", { afterLinking: "sign-in-again" }, "SU-LINKED", 1],
  ["the same, linked to this very identity", {}, "linked", 0],
  ["the same, linked to this very identity", { afterLinking: "sign-in-again" }, "SU-LINKED", 0],
  ["one unconfirmed", {}, "new-user", 0],
  ["one unconfirmed", { otherwise: "refuse" }, "SU-OTHER-WAY", 0],
  ["two, both confirmed and verified", { otherwise: "refuse", afterLinking: "sign-in-again" }, "SU-OTHER-WAY", 0],
])("with %s and %j: %s", async (population, linking, result, links) => {
  const { come, linked } = given(linking, { users: async () => populations[population]?.users ?? [] });
  expect(await come()).toBe(result);
  expect(linked.calls).toHaveLength(links);
});

describe("when Cognito does not answer", () => {
  const fails = () => Promise.reject(Object.assign(new Error("ada@example.com"), { name: "TooManyRequestsException" }));
  const hangs = () => new Promise<never>(() => undefined);

  it.each<[string, Answers, Linking["whenDown"], string]>([
    ["the look-up fails", { users: fails }, undefined, "TRY-AGAIN"],
    ["the look-up fails", { users: fails }, "refuse", "TRY-AGAIN"],
    ["the look-up fails", { users: fails }, "new-user", "new-user"],
    ["linking fails", { link: fails }, undefined, "TRY-AGAIN"],
    ["linking fails", { link: fails }, "new-user", "new-user"],
    ["the look-up hangs", { users: hangs }, undefined, "TRY-AGAIN"],
    ["linking hangs", { link: hangs }, "new-user", "new-user"],
  ])("because %s, with %s, %s", async (_, answers, whenDown, result) => {
    const { come, report } = given(whenDown ? { whenDown } : {}, answers);
    jest.useFakeTimers();
    try {
      const answer = come();
      await jest.advanceTimersByTimeAsync(1_300);
      expect(await Promise.race([answer, "nothing yet"])).toBe(result);
    } finally {
      jest.useRealTimers();
    }
    expect(report.calls).toMatchObject([
      ["federated sign-in not looked up", { whenDown: whenDown ?? "refuse", error: { name: expect.any(String) } }],
    ]);
    expect(JSON.stringify(report.calls)).not.toContain("ada@");
  });

  it.each([
    ["a new user", {}, "new-user"],
    ["a refusal", { otherwise: "refuse", afterLinking: "sign-in-again" } as const, "SU-OTHER-WAY"],
  ])("a link that Cognito refuses for good is as no link: %s", async (_, linking, result) => {
    const { come, report } = given(linking, { link: async () => false });
    expect(await come()).toBe(result);
    expect(report.calls).toEqual([["Cognito refused to link", { provider: "Google" }]]);
  });
});

it("does the same when Cognito calls the trigger again", async () => {
  const account = listed();
  const known: Identity[] = [];
  const { come, linked } = given(
    {},
    {
      users: async () => [
        {
          ...account,
          attributes: {
            ...account.attributes,
            identities: JSON.stringify(known.map(({ provider, userId }) => ({ providerName: provider, userId }))),
          },
        },
      ],
      link: async () => {
        known.push({ provider: "Google", userId: "108" });
        return true;
      },
    },
  );
  expect([await come(), await come(), await come()]).toEqual(["linked", "linked", "linked"]);
  expect(linked.calls).toHaveLength(1);
});
