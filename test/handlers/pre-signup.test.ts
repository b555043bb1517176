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

const given = (rules: Partial<SignUp> = {}, changes: Partial<Dependencies> = {}) => {
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
const text = (code: keyof typeof languages.en.refusals) => `[${code}] ${languages.en.refusals[code]}`;

describe("the address", () => {
  it.each([
    [signUp, "ada@example.com", "joins"],
    [signUp, "ada@other.example", "[SU-DOMAIN] Sign-up is not open to this mail domain."],
    [signUp, "nonsense", "[SU-ADDRESS] Please enter a valid mail address."],
    [signUp, undefined, "[SU-DOMAIN] Sign-up is not open to this mail domain."],
    [provider, "ada@other.example", "[SU-DOMAIN] Sign-up is not open to this mail domain."],
    [provider, "nonsense", "[SU-ADDRESS] Please enter a valid mail address."],
    [administrator, "ada@other.example", "joins"],
    [administrator, "nonsense", "joins"],
  ])("%s with %s: %s", async (name, email, result) => {
    expect(await given(ofOneDomain).join(name, { userAttributes: { email } })).toBe(result);
  });

  it.each([
    [signUp, "ada@throwaway.example", { disposableDomains: "refused" as const }, text("SU-DISPOSABLE")],
    [provider, "ada@throwaway.example", { disposableDomains: "refused" as const }, text("SU-DISPOSABLE")],
    [signUp, "ada+x@example.com", { subAddresses: "refused" as const }, text("SU-SUB-ADDRESS")],
    [signUp, undefined, {}, "joins"],
  ])("%s with %s under %j: %s", async (name, email, rules, result) => {
    expect(await given(rules).join(name, { userAttributes: { email } })).toBe(result);
  });
});

it.each([signUp, provider, administrator])("%s confirms and verifies nobody", async (name) => {
  const event = sampleEvent<PreSignUpEvent>(name, {
    userAttributes: { email_verified: "true" },
    response: { autoConfirmUser: true, autoVerifyEmail: true },
  });
  const { response } = await given().handler(event, noHurry);
  expect(response).toEqual({ autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false });
});

it.each([
  ["de-AT", undefined, languages.de],
  [undefined, "ja", languages.ja],
  ["ar", "ja", languages.ar],
  ["xx", undefined, languages.en],
  ["__proto__", undefined, languages.en],
])("refuses in the language that %s and %s ask for", async (wish, locale, { refusals }) => {
  const request = { userAttributes: { email: "x", locale }, request: { clientMetadata: { locale: wish } } };
  expect(await given().join(signUp, request)).toBe(`[SU-ADDRESS] ${refusals["SU-ADDRESS"]}`);
});

describe("an app client", () => {
  const appClients = { app: { signUp: { deniedDomains: ["example.com"] } } };
  it.each([
    ["app", text("SU-DOMAIN")],
    ["other", "joins"],
    ["constructor", "joins"],
  ])("%s has its own rules", async (clientId, result) => {
    const suite = suiteWith({ signUp: open, appClients });
    expect(await given({}, { suite }).join(signUp, { clientId })).toBe(result);
  });
});

describe("an address that is signed up again and again", () => {
  it.each([
    ["may", async () => true, "joins", 0],
    ["may not any more", async () => false, text("SU-LIMIT"), 0],
    ["may when nobody can count", async () => Promise.reject(new Error("no table")), "joins", 1],
    ["may when counting takes for ever", () => new Promise<boolean>(() => undefined), "joins", 1],
  ])("%s", async (_, answer, result, reported) => {
    const count = collect(answer as (...input: unknown[]) => Promise<boolean>);
    const { join, report } = given({}, { count });
    expect(await join(signUp)).toBe(result);
    expect(count.calls[0]?.slice(0, 2)).toEqual([{ what: "ada@example.com", max: 5, code: "SU-LIMIT" }, now]);
    expect(report.calls).toHaveLength(reported);
  });

  it.each([
    ["no limit is set", signUp, { perAddressAndHour: 0 }],
    ["no limit is set for a provider's person", provider, { perAddressAndHour: 0 }],
    ["an administrator signs up", administrator, {}],
  ])("is not counted when %s", async (_, name, rules) => {
    const { join, count } = given(rules);
    expect(await join(name)).toBe("joins");
    expect(count.calls).toEqual([]);
  });

  it.each([
    ["may", async () => true, "joins", 0],
    ["may not any more", async () => false, text("SU-LIMIT"), 0],
    ["may when nobody can count", async () => Promise.reject(new Error("no table")), "joins", 1],
    ["may when counting takes for ever", () => new Promise<boolean>(() => undefined), "joins", 1],
  ])("%s when a provider brings it: each is mailed a welcome", async (_, answer, result, reported) => {
    const count = collect(answer as (...input: unknown[]) => Promise<boolean>);
    const rules = { perDomainAndHour: 1, perPublicDomainAndHour: 1 };
    const { join, report } = given(rules, { count });
    expect(await join(provider)).toBe(result);
    expect(count.calls.map((call) => call.slice(0, 2))).toEqual([
      [{ what: "ada@example.com", max: 5, code: "SU-LIMIT" }, now],
    ]);
    expect(report.calls).toHaveLength(reported);
  });

  it.each([
    ["linked", "joins"],
    ["SU-OTHER-WAY", text("SU-OTHER-WAY")],
  ] as const)("is not counted when nobody new comes of it: %s", async (outcome, result) => {
    const { join, count } = given({}, { federatedSignUp: async () => outcome });
    expect(await join(provider)).toBe(result);
    expect(count.calls).toEqual([]);
  });

  it("uses up nothing of its domain's limit once its own is reached", async () => {
    const rules = { perDomainAndHour: 9 };
    const all = given(rules);
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
      expect(await given(rules, { count }).join(signUp)).toBe(text(code));
      expect(calls).toHaveLength(refusing);
    }
  });

  it("waits no longer for two counts than for one", async () => {
    const rules = { perDomainAndHour: 9 };
    const late: boolean[] = [];
    const never = (_: unknown, __: number, { aborted }: AbortSignal) => {
      late.push(aborted);
      return new Promise<boolean>(() => undefined);
    };
    const { join, report } = given(rules, { count: never });
    expect(await join(signUp)).toBe("joins");
    // The first has used up the time for both.
    expect(late).toEqual([false, true]);
    expect(report.calls.map(([, facts]) => facts?.["code"])).toEqual(["SU-LIMIT", "SU-BUSY"]);
  });
});

describe("by invitation only", () => {
  const rules = { invitationOnly: true };
  const at = (expiresAt: number) => async () => ({ expiresAt });
  it.each([
    ["invited", signUp, at(now / 1_000 + 1), "joins", 0],
    ["invited long ago", signUp, at(now / 1_000), text("SU-INVITATION"), 0],
    ["not invited", signUp, async () => undefined, text("SU-INVITATION"), 0],
    ["not to be looked up", signUp, async () => Promise.reject(new Error("no table")), text("TRY-AGAIN"), 1],
    ["not invited, through a provider", provider, async () => undefined, text("SU-INVITATION"), 0],
    ["made by an administrator", administrator, async () => undefined, "joins", 0],
  ])("%s", async (_, name, readInvitation, result, reported) => {
    const { join, report } = given(rules, { readInvitation });
    expect(await join(name)).toBe(result);
    expect(report.calls).toHaveLength(reported);
  });

  it("asks for the mailbox, however it is written, with its tag", async () => {
    const { join, readInvitation } = given(rules);
    await join(signUp, { userAttributes: { email: "ADA+x@Example.COM" } });
    expect(readInvitation.calls[0]?.[0]).toBe("ada+x@example.com");
  });

  it("has nobody without an address, and counts nobody who is not invited", async () => {
    const { join, count } = given(rules, { readInvitation: async () => undefined });
    expect(await join(signUp, { userAttributes: { email: undefined } })).toBe(text("SU-INVITATION"));
    expect(await join(signUp)).toBe(text("SU-INVITATION"));
    expect(count.calls).toEqual([]);
  });

  it.each(["false", "True", true, undefined])(
    "takes no provider's word for an address: verified %p",
    async (verified) => {
      const { join, readInvitation } = given(rules);
      const stranger = { userAttributes: { email: "ada@example.com", email_verified: verified } };
      expect(await join(provider, stranger)).toBe(text("SU-INVITATION"));
      expect(readInvitation.calls).toEqual([]);
    },
  );

  it.each([signUp, provider])(
    "says of %s that it cannot be looked up, before the trigger's time is over",
    async (name) => {
      const readInvitation = () => new Promise<never>(() => undefined);
      expect(await given(rules, { readInvitation }).join(name)).toBe(text("TRY-AGAIN"));
    },
  );

  it("lets a provider's person into the account that they have", async () => {
    const { join, readInvitation } = given(rules, { federatedSignUp: async () => "linked" });
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
    ["a person", async () => "person", "refuse", "joins", 0],
    ["no person", async () => "no-person", "let-in", text("SU-CAPTCHA"), 0],
    ["down", async () => "down", "let-in", "joins", 1],
    ["down", async () => "down", "refuse", text("TRY-AGAIN"), 1],
    ["no answer", rejects, "let-in", "joins", 1],
    ["no answer", rejects, "refuse", text("TRY-AGAIN"), 1],
    ["no answer in time", never, "let-in", "joins", 1],
    ["no answer in time", never, "refuse", text("TRY-AGAIN"), 1],
  ])("%s: %#", async (_, verifyCaptcha, whenDown, result, reported) => {
    const { join, report, count } = given({ captcha: { ...captcha, whenDown } }, { verifyCaptcha });
    expect(await join(signUp, sent)).toBe(result);
    expect(report.calls).toHaveLength(reported);
    expect(count.calls).toHaveLength(result === "joins" ? 1 : 0);
  });

  it.each([
    ["no token", signUp, {}, text("SU-CAPTCHA"), 0],
    [
      "too long a token",
      signUp,
      { request: { clientMetadata: { captcha: "x".repeat(8_193) } } },
      text("SU-CAPTCHA"),
      0,
    ],
    ["a token in the metadata", signUp, { request: { clientMetadata: { captcha: "x" } } }, "joins", 1],
    ["a provider's person", provider, {}, "joins", 0],
    ["an administrator's", administrator, {}, "joins", 0],
  ])("%s", async (_, name, request, result, asked) => {
    const { join, verifyCaptcha } = given(rules);
    expect(await join(name, request)).toBe(result);
    expect(verifyCaptcha.calls).toHaveLength(asked);
  });

  it("does not tell a machine who is invited", async () => {
    const changes = { verifyCaptcha: async () => "no-person" as const, readInvitation: async () => undefined };
    const { join } = given({ ...rules, invitationOnly: true }, changes);
    expect(await join(signUp, sent)).toBe(text("SU-CAPTCHA"));
  });
});

it.each([
  ["attributes", { requiredAttributes: ["name"] }, text("SU-ATTRIBUTES")],
  ["an age", { minimumAge: 16 }, text("SU-AGE")],
  ["terms", { terms: { version: "2" } }, text("SU-TERMS")],
])("asks whoever signs up for %s, and nobody else", async (_, rules, result) => {
  const { join, count } = given(rules);
  expect(await join(signUp, { userAttributes: { name: undefined } })).toBe(result);
  expect(count.calls).toEqual([]);
  expect([await join(provider), await join(administrator)]).toEqual(["joins", "joins"]);
});

it("reports no address", async () => {
  const fails = async () => Promise.reject(new Error("ada@example.com"));
  const rules: Partial<SignUp> = { captcha, invitationOnly: true, perDomainAndHour: 5 };
  const changes = { verifyCaptcha: fails, readInvitation: fails, count: fails };
  const { join, report } = given(rules, changes);
  await join(signUp, { request: { validationData: { captcha: "secret-token" } } });
  const open = given({ ...rules, invitationOnly: false }, changes);
  await open.join(signUp, { request: { validationData: { captcha: "secret-token" } } });
  const reported = [...report.calls, ...open.report.calls];
  expect(reported).toHaveLength(2 + 3);
  expect(JSON.stringify(reported)).not.toMatch(/ada|example\.com|secret-token/);
});

it("has time for all steps of a way in, one after the other", () => {
  const { trigger, look, count, link, afterLinking } = deadlines;
  expect(look + count).toBeLessThan(trigger);
  expect(link + afterLinking).toBeLessThan(trigger);
});
