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

const setUp = (linking: Partial<Linking> | undefined, { users, link }: Answers = {}) => {
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
  const signIn = (changes: object = {}) =>
    signUp(sampleEvent<PreSignUpEvent>("PreSignUp_ExternalProvider", { userName: "Google_108", ...changes }), noHurry);
  return { signIn, findUsers, linked, report };
};

it("looks up the address and links the account that has it", async () => {
  const { signIn, findUsers, linked, report } = setUp({});
  expect(await signIn()).toBe("linked");
  expect(findUsers.calls.map(([pool, addresses]) => [pool, addresses])).toEqual([
    ["eu-west-1_ExamplePool", ["ada@example.com"]],
  ]);
  expect(linked.calls.map((call) => call.slice(0, 3))).toEqual([
    ["eu-west-1_ExamplePool", listed().userName, { provider: "Google", userId: "108" }],
  ]);
  expect(report.calls).toEqual([["identity linked", { provider: "Google" }]]);
});

it.each<[string, Partial<Linking> | undefined, object, number]>([
  ["linking is off", undefined, {}, 0],
  ["the provider did not verify the address", {}, { userAttributes: { email_verified: "false" } }, 0],
  ["the provider is unknown", {}, { userName: "Facebook_1" }, 0],
  ["the user name is missing", {}, { userName: null }, 0],
  ["the event has no address", { otherwise: "refuse" }, { userAttributes: { email: undefined } }, 0],
])("looks up and links no user if %s", async (_, linking, changes, asked) => {
  const { signIn, findUsers, linked } = setUp(linking);
  expect(await signIn(changes)).toBe("new-user");
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
])("with %s and %j returns %s", async (population, linking, result, links) => {
  const { signIn, linked } = setUp(linking, { users: async () => populations[population]?.users ?? [] });
  expect(await signIn()).toBe(result);
  expect(linked.calls).toHaveLength(links);
});

describe("if Cognito fails", () => {
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
  ])("because %s (case %#)", async (_, answers, whenDown, result) => {
    const { signIn, report } = setUp(whenDown ? { whenDown } : {}, answers);
    jest.useFakeTimers();
    try {
      const answer = signIn();
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
  ])("or refuses the link, returns %s", async (_, linking, result) => {
    const { signIn, report } = setUp(linking, { link: async () => false });
    expect(await signIn()).toBe(result);
    expect(report.calls).toEqual([["Cognito refused to link", { provider: "Google" }]]);
  });
});

it("returns the same result when Cognito calls the trigger again", async () => {
  const account = listed();
  const known: Identity[] = [];
  const { signIn, linked } = setUp(
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
  expect([await signIn(), await signIn(), await signIn()]).toEqual(["linked", "linked", "linked"]);
  expect(linked.calls).toHaveLength(1);
});
