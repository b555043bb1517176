import { describe, expect, it } from "@jest/globals";
import { createHandler, type Dependencies, deadlines } from "../../src/handlers/pre-signup.ts";
import type { PreSignUpEvent } from "../../src/runtime/cognito-event.ts";
import type { Captcha, SignUp } from "../../src/settings/sign-up.ts";
import { languages } from "../../src/templates/languages.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const open: SignUp = { allowedDomains: [], deniedDomains: [], perAddressAndHour: 5 };
const ofOneDomain: SignUp = { ...open, allowedDomains: ["example.com"] };
const captcha: Captcha = {
  provider: "turnstile",
  secret: { parameter: "/suite/captcha" },
  hostnames: ["www.example.com"],
  whenDown: "let-in",
};
const now = 1_000_000;
const short = { ...deadlines, look: 20, count: 20, afterLinking: 20 };

type Request = { userAttributes?: Record<string, unknown>; request?: object; clientId?: string };

const setUp = (rules: Partial<SignUp> = {}, changes: Partial<Dependencies> = {}) => {
  const dependencies = {
    suite: suiteWith({ signUp: { ...open, ...rules } }),
    disposable: () => "throwaway.example",
    verifyCaptcha: collect(async (..._: unknown[]) => "person" as const),
    readInvitation: collect(async (..._: unknown[]) => ({ expiresAt: now / 1_000 + 1 })),
    count: collect(async (..._: unknown[]) => true),
    report: collectReports(),
    now: () => now,
  };
  const handler = createHandler({ ...dependencies, ...changes }, short);
  const join = (name: string, request: Request = {}) =>
    handler(sampleEvent<PreSignUpEvent>(name, { ...request }), noHurry).then(
      () => "joins",
      ({ message }: Error) => message,
    );
  return { ...dependencies, handler, join };
};
const signUp = "PreSignUp_SignUp";
const provider = "PreSignUp_ExternalProvider";
const administrator = "PreSignUp_AdminCreateUser";
const refusalText = (code: keyof typeof languages.en.refusals) => `[${code}] ${languages.en.refusals[code]}`;

describe("the address", () => {
  it.each([
    [signUp, "ada@example.com", "joins"],
    [signUp, "ada@other.example", "[SU-DOMAIN] Sign-up is not open to this email domain."],
    [signUp, "nonsense", "[SU-ADDRESS] Please enter a valid email address."],
    [signUp, undefined, "[SU-DOMAIN] Sign-up is not open to this email domain."],
    [provider, "ada@other.example", "[SU-DOMAIN] Sign-up is not open to this email domain."],
    [provider, "nonsense", "[SU-ADDRESS] Please enter a valid email address."],
    [administrator, "ada@other.example", "joins"],
    [administrator, "nonsense", "joins"],
  ])("%s with %s: %s", async (name, email, result) => {
    expect(await setUp(ofOneDomain).join(name, { userAttributes: { email } })).toBe(result);
  });

  it.each([
    [signUp, "ada@throwaway.example", { disposableDomains: "refused" as const }, refusalText("SU-DISPOSABLE")],
    [provider, "ada@throwaway.example", { disposableDomains: "refused" as const }, refusalText("SU-DISPOSABLE")],
    [signUp, "ada+x@example.com", { subAddresses: "refused" as const }, refusalText("SU-SUB-ADDRESS")],
    [signUp, undefined, {}, "joins"],
  ])("%s with %s under %j: %s", async (name, email, rules, result) => {
    expect(await setUp(rules).join(name, { userAttributes: { email } })).toBe(result);
  });
});

it.each([signUp, provider, administrator])("%s confirms no user and verifies no address", async (name) => {
  const event = sampleEvent<PreSignUpEvent>(name, {
    userAttributes: { email_verified: "true" },
    response: { autoConfirmUser: true, autoVerifyEmail: true },
  });
  const { response } = await setUp().handler(event, noHurry);
  expect(response).toEqual({ autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false });
});

it.each([
  ["de-AT", undefined, languages.de],
  [undefined, "ja", languages.ja],
  ["ar", "ja", languages.ar],
  ["xx", undefined, languages.en],
  ["__proto__", undefined, languages.en],
])("refuses in the language of clientMetadata %s or locale %s", async (wish, locale, { refusals }) => {
  const request = { userAttributes: { email: "x", locale }, request: { clientMetadata: { locale: wish } } };
  expect(await setUp().join(signUp, request)).toBe(`[SU-ADDRESS] ${refusals["SU-ADDRESS"]}`);
});

describe("an app client", () => {
  const appClients = { app: { signUp: { deniedDomains: ["example.com"] } } };
  it.each([
    ["app", refusalText("SU-DOMAIN")],
    ["other", "joins"],
    ["constructor", "joins"],
  ])("%s gets its own or the default rules", async (clientId, result) => {
    const suite = suiteWith({ signUp: open, appClients });
    expect(await setUp({}, { suite }).join(signUp, { clientId })).toBe(result);
  });
});

describe("an address that signs up repeatedly", () => {
  it.each([
    ["is allowed below the limit", async () => true, "joins", 0],
    ["is refused above the limit", async () => false, refusalText("SU-LIMIT"), 0],
    ["is allowed if counting fails", async () => Promise.reject(new Error("no table")), "joins", 1],
    ["is allowed if counting hangs", () => new Promise<boolean>(() => undefined), "joins", 1],
  ])("%s", async (_, answer, result, reported) => {
    const count = collect(answer as (...input: unknown[]) => Promise<boolean>);
    const { join, report } = setUp({}, { count });
    expect(await join(signUp)).toBe(result);
    expect(count.calls[0]?.slice(0, 2)).toEqual([{ what: "ada@example.com", max: 5, code: "SU-LIMIT" }, now]);
    expect(report.calls).toHaveLength(reported);
  });

  it.each([
    ["there is no limit", signUp, { perAddressAndHour: 0 }],
    ["there is no limit for federated users", provider, { perAddressAndHour: 0 }],
    ["an administrator creates the user", administrator, {}],
  ])("is not counted if %s", async (_, name, rules) => {
    const { join, count } = setUp(rules);
    expect(await join(name)).toBe("joins");
    expect(count.calls).toEqual([]);
  });

  it.each([
    ["is allowed below the limit", async () => true, "joins", 0],
    ["is refused above the limit", async () => false, refusalText("SU-LIMIT"), 0],
    ["is allowed if counting fails", async () => Promise.reject(new Error("no table")), "joins", 1],
    ["is allowed if counting hangs", () => new Promise<boolean>(() => undefined), "joins", 1],
  ])("%s through a provider, because it gets a welcome mail", async (_, answer, result, reported) => {
    const count = collect(answer as (...input: unknown[]) => Promise<boolean>);
    const rules = { perDomainAndHour: 1, perPublicDomainAndHour: 1 };
    const { join, report } = setUp(rules, { count });
    expect(await join(provider)).toBe(result);
    expect(count.calls.map((call) => call.slice(0, 2))).toEqual([
      [{ what: "ada@example.com", max: 5, code: "SU-LIMIT" }, now],
    ]);
    expect(report.calls).toHaveLength(reported);
  });

  it.each([
    ["linked", "joins"],
    ["SU-OTHER-WAY", refusalText("SU-OTHER-WAY")],
  ] as const)("is not counted if no user is created: %s", async (outcome, result) => {
    const { join, count } = setUp({}, { federatedSignUp: async () => outcome });
    expect(await join(provider)).toBe(result);
    expect(count.calls).toEqual([]);
  });

  it("does not count for its domain once it reaches its own limit", async () => {
    const rules = { perDomainAndHour: 9 };
    const all = setUp(rules);
    expect(await all.join(signUp)).toBe("joins");
    expect(all.count.calls.map(([counted]) => counted)).toMatchObject([
      { what: "ada@example.com" },
      { what: "@example.com", max: 9 },
    ]);
    for (const [code, refusing] of [
      ["SU-LIMIT", 1],
      ["SU-BUSY", 2],
    ] as const) {
      const calls: unknown[] = [];
      const count = async (counted: { code: string }) => calls.push(counted) !== refusing;
      expect(await setUp(rules, { count }).join(signUp)).toBe(refusalText(code));
      expect(calls).toHaveLength(refusing);
    }
  });

  it("shares one deadline between two counts", async () => {
    const rules = { perDomainAndHour: 9 };
    const late: boolean[] = [];
    const never = (_: unknown, __: number, { aborted }: AbortSignal) => {
      late.push(aborted);
      return new Promise<boolean>(() => undefined);
    };
    const { join, report } = setUp(rules, { count: never });
    expect(await join(signUp)).toBe("joins");
    // The first count uses up the time for both.
    expect(late).toEqual([false, true]);
    expect(report.calls.map(([, facts]) => facts?.["code"])).toEqual(["SU-LIMIT", "SU-BUSY"]);
  });
});

describe("by invitation only", () => {
  const rules = { invitationOnly: true };
  const expireAt = (expiresAt: number) => async () => ({ expiresAt });
  it.each([
    ["with an invitation", signUp, expireAt(now / 1_000 + 1), "joins", 0],
    ["with an expired invitation", signUp, expireAt(now / 1_000), refusalText("SU-INVITATION"), 0],
    ["without an invitation", signUp, async () => undefined, refusalText("SU-INVITATION"), 0],
    ["with a failed look-up", signUp, async () => Promise.reject(new Error("no table")), refusalText("TRY-AGAIN"), 1],
    ["without an invitation, through a provider", provider, async () => undefined, refusalText("SU-INVITATION"), 0],
    ["without an invitation, created by an administrator", administrator, async () => undefined, "joins", 0],
  ])("%s", async (_, name, readInvitation, result, reported) => {
    const { join, report } = setUp(rules, { readInvitation });
    expect(await join(name)).toBe(result);
    expect(report.calls).toHaveLength(reported);
  });

  it("looks up the normalized mailbox, with its tag", async () => {
    const { join, readInvitation } = setUp(rules);
    await join(signUp, { userAttributes: { email: "ADA+x@Example.COM" } });
    expect(readInvitation.calls[0]?.[0]).toBe("ada+x@example.com");
  });

  it("refuses users without an address, and counts no uninvited user", async () => {
    const { join, count } = setUp(rules, { readInvitation: async () => undefined });
    expect(await join(signUp, { userAttributes: { email: undefined } })).toBe(refusalText("SU-INVITATION"));
    expect(await join(signUp)).toBe(refusalText("SU-INVITATION"));
    expect(count.calls).toEqual([]);
  });

  it.each(["false", "True", true, undefined])(
    "refuses a federated user whose email_verified is %p",
    async (verified) => {
      const { join, readInvitation } = setUp(rules);
      const stranger = { userAttributes: { email: "ada@example.com", email_verified: verified } };
      expect(await join(provider, stranger)).toBe(refusalText("SU-INVITATION"));
      expect(readInvitation.calls).toEqual([]);
    },
  );

  it.each([signUp, provider])("answers %s before the trigger's deadline if the look-up hangs", async (name) => {
    const readInvitation = () => new Promise<never>(() => undefined);
    expect(await setUp(rules, { readInvitation }).join(name)).toBe(refusalText("TRY-AGAIN"));
  });

  it("lets a federated user into an existing account", async () => {
    const { join, readInvitation } = setUp(rules, { federatedSignUp: async () => "linked" });
    expect(await join(provider)).toBe("joins");
    expect(readInvitation.calls).toEqual([]);
  });
});

describe("with a captcha", () => {
  const rules = { captcha };
  const sent = { request: { validationData: { captcha: "token" } } };
  const rejects = async () => Promise.reject(new Error("no answer"));
  const never = () => new Promise<never>(() => undefined);
  it.each<[string, Dependencies["verifyCaptcha"], Captcha["whenDown"], string, number]>([
    ["a valid token", async () => "person", "refuse", "joins", 0],
    ["an invalid token", async () => "no-person", "let-in", refusalText("SU-CAPTCHA"), 0],
    ["a provider that is down", async () => "down", "let-in", "joins", 1],
    ["a provider that is down", async () => "down", "refuse", refusalText("TRY-AGAIN"), 1],
    ["a failed request", rejects, "let-in", "joins", 1],
    ["a failed request", rejects, "refuse", refusalText("TRY-AGAIN"), 1],
    ["a timeout", never, "let-in", "joins", 1],
    ["a timeout", never, "refuse", refusalText("TRY-AGAIN"), 1],
  ])("%s (case %#)", async (_, verifyCaptcha, whenDown, result, reported) => {
    const { join, report, count } = setUp({ captcha: { ...captcha, whenDown } }, { verifyCaptcha });
    expect(await join(signUp, sent)).toBe(result);
    expect(report.calls).toHaveLength(reported);
    expect(count.calls).toHaveLength(result === "joins" ? 1 : 0);
  });

  it.each([
    ["no token", signUp, {}, refusalText("SU-CAPTCHA"), 0],
    [
      "a token that is too long",
      signUp,
      { request: { clientMetadata: { captcha: "x".repeat(8_193) } } },
      refusalText("SU-CAPTCHA"),
      0,
    ],
    ["a token in the metadata", signUp, { request: { clientMetadata: { captcha: "x" } } }, "joins", 1],
    ["a federated user", provider, {}, "joins", 0],
    ["a user created by an administrator", administrator, {}, "joins", 0],
  ])("%s", async (_, name, request, result, asked) => {
    const { join, verifyCaptcha } = setUp(rules);
    expect(await join(name, request)).toBe(result);
    expect(verifyCaptcha.calls).toHaveLength(asked);
  });

  it("does not tell a bot who is invited", async () => {
    const changes = { verifyCaptcha: async () => "no-person" as const, readInvitation: async () => undefined };
    const { join } = setUp({ ...rules, invitationOnly: true }, changes);
    expect(await join(signUp, sent)).toBe(refusalText("SU-CAPTCHA"));
  });
});

it.each([
  ["attributes", { requiredAttributes: ["name"] }, refusalText("SU-ATTRIBUTES")],
  ["an age", { minimumAge: 16 }, refusalText("SU-AGE")],
  ["terms", { terms: { version: "2" } }, refusalText("SU-TERMS")],
])("requires %s only in a sign-up with a password", async (_, rules, result) => {
  const { join, count } = setUp(rules);
  expect(await join(signUp, { userAttributes: { name: undefined } })).toBe(result);
  expect(count.calls).toEqual([]);
  expect([await join(provider), await join(administrator)]).toEqual(["joins", "joins"]);
});

it("reports no address and no token", async () => {
  const fails = async () => Promise.reject(new Error("ada@example.com"));
  const rules: Partial<SignUp> = { captcha, invitationOnly: true, perDomainAndHour: 5 };
  const changes = { verifyCaptcha: fails, readInvitation: fails, count: fails };
  const { join, report } = setUp(rules, changes);
  await join(signUp, { request: { validationData: { captcha: "secret-token" } } });
  const open = setUp({ ...rules, invitationOnly: false }, changes);
  await open.join(signUp, { request: { validationData: { captcha: "secret-token" } } });
  const reported = [...report.calls, ...open.report.calls];
  expect(reported).toHaveLength(2 + 3);
  expect(JSON.stringify(reported)).not.toMatch(/ada|example\.com|secret-token/);
});

it("has deadlines that fit into the trigger's", () => {
  const { trigger, look, count, link, afterLinking } = deadlines;
  expect(look + count).toBeLessThan(trigger);
  expect(link + afterLinking).toBeLessThan(trigger);
});
