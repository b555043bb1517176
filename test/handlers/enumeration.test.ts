import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "@jest/globals";
import { countAttempt, readInvitation } from "../../src/aws/sign-up-rows.ts";
import { createHandler as customMessage } from "../../src/handlers/custom-message.ts";
import { createHandler as preSignUp } from "../../src/handlers/pre-signup.ts";
import type { CaptchaVerdict } from "../../src/rules/sign-up/captcha.ts";
import type { ListedUser } from "../../src/rules/sign-up/linking.ts";
import type { CustomMessageEvent, PreSignUpEvent } from "../../src/runtime/cognito-event.ts";
import type { Linking } from "../../src/settings/linking.ts";
import type { Captcha, SignUp } from "../../src/settings/sign-up.ts";
import { createFederatedSignUp } from "../../src/steps/federated-sign-up.ts";
import { languages } from "../../src/templates/languages.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";
import { eventNames, sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const now = 1_000_000;
const known = "ada@example.com";
const unknown = "eve@example.com";
const signUp = "PreSignUp_SignUp";
const provider = "PreSignUp_ExternalProvider";
const administrator = "PreSignUp_AdminCreateUser";
const open: SignUp = { allowedDomains: [], deniedDomains: [], perAddressAndHour: 5 };
const captcha: Captcha = {
  provider: "turnstile",
  secret: { parameter: "/suite/captcha" },
  hostnames: ["www.example.com"],
  whenDown: "let-in",
};

type World = {
  rules?: Partial<SignUp>;
  linking?: Linking;
  verdict?: CaptchaVerdict;
  isProven?: boolean;
  /** What does not answer. */
  down?: readonly string[];
  /** How often everybody has signed up in this hour. */
  attempts?: number;
};

const account: ListedUser = {
  userName: "u",
  status: "CONFIRMED",
  enabled: true,
  attributes: { email: known, email_verified: "true" },
};

/**
 * One try in a world where `known` has an account and is invited, and nobody else is or has anything. Answers
 * with what the stranger reads, and with all that was asked of others, in order.
 */
const tried = async (name: string, email: string, world: World = {}) => {
  const { rules = {}, linking, verdict = "person", isProven = true, down = [], attempts = 0 } = world;
  const calls: string[] = [];
  const asked = async <Result>(what: string, answer: () => Result): Promise<Result> => {
    calls.push(what);
    if (down.includes(what.split(" ")[0] ?? "")) throw new Error("down");
    return answer();
  };
  const report = collectReports();
  const handler = preSignUp({
    suite: suiteWith({ signUp: { ...open, ...rules } }),
    disposable: () => "throwaway.example",
    verifyCaptcha: () => asked("captcha", () => verdict),
    readInvitation: (mailbox) =>
      asked("invitation", () => (mailbox === known ? { expiresAt: now / 1_000 + 1 } : undefined)),
    count: ({ code, max }) => asked(`count ${code}`, () => attempts < max),
    federatedSignUp: createFederatedSignUp({
      linking,
      findUsers: (_, addresses) => asked("pool", () => (addresses.includes(known) ? [account] : [])),
      link: () => asked("link", () => true),
      report,
      deadline: 1_000,
    }),
    report,
    now: () => now,
  });
  const event = sampleEvent<PreSignUpEvent>(name, {
    userAttributes: { email, email_verified: String(isProven) },
    request: { validationData: { captcha: "token" } },
  });
  const reads = await handler(event, noHurry).then(
    ({ response }) => response,
    ({ name, message }: Error) => ({ name, message }),
  );
  return { reads, calls, reports: report.calls };
};

/** A pair of tries, one with an address that is known and one with an address that is not. */
const both = async (name: string, world: World = {}, of = (address: string) => address) => ({
  ofKnown: await tried(name, of(known), world),
  ofUnknown: await tried(name, of(unknown), world),
});

const refusalOf = (code: keyof typeof languages.en.refusals) => ({
  name: "Refusal",
  message: `[${code}] ${languages.en.refusals[code]}`,
});
const joins = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
const full = { perAddressAndHour: 5, perDomainAndHour: 20, perPublicDomainAndHour: 9 };

/** Worlds by the setting that they are about; the compiler asks for those of a new one. */
const worlds: Record<keyof SignUp, World[]> = {
  allowedDomains: [{ rules: { allowedDomains: ["example.com"] } }, { rules: { allowedDomains: ["other.example"] } }],
  deniedDomains: [{ rules: { deniedDomains: ["example.com"] } }],
  disposableDomains: [{ rules: { disposableDomains: "refused" } }],
  notDisposable: [{ rules: { disposableDomains: "refused", notDisposable: ["example.com"] } }],
  subAddresses: [{ rules: { subAddresses: "refused" } }],
  invitationOnly: [
    { rules: { invitationOnly: true }, down: ["invitation"] },
    { rules: { invitationOnly: true, captcha }, verdict: "no-person" },
    { rules: { invitationOnly: true, captcha: { ...captcha, whenDown: "refuse" } }, verdict: "down" },
    { rules: { invitationOnly: true, captcha: { ...captcha, whenDown: "refuse" } }, down: ["captcha"] },
    { rules: { invitationOnly: true, terms: { version: "2" } } },
  ],
  perAddressAndHour: [{}, { attempts: 5 }, { down: ["count"] }, { rules: { perAddressAndHour: 0 } }],
  perDomainAndHour: [{ rules: full }, { rules: { ...full, perAddressAndHour: 99 }, attempts: 20 }],
  perPublicDomainAndHour: [{ rules: full }],
  captcha: (["let-in", "refuse"] as const).flatMap((whenDown) => [
    { rules: { captcha: { ...captcha, whenDown } } },
    { rules: { captcha: { ...captcha, whenDown } }, verdict: "no-person" as const },
    { rules: { captcha: { ...captcha, whenDown } }, verdict: "down" as const },
    { rules: { captcha: { ...captcha, whenDown } }, down: ["captcha"] },
  ]),
  requiredAttributes: [{ rules: { requiredAttributes: ["name"] } }],
  minimumAge: [{ rules: { minimumAge: 16 } }],
  terms: [{ rules: { terms: { version: "2" } } }],
};
const all: World = { rules: { ...full, captcha, disposableDomains: "refused" } };

describe("a stranger learns nothing of an address that is known: the same words after the same calls", () => {
  it.each(
    [...Object.entries(worlds), ["everything", [all, { ...all, down: ["captcha", "count"] }]] as const].flatMap(
      ([setting, its]) =>
        [signUp, administrator].flatMap((name) => its.map((world) => [setting, name, world] as const)),
    ),
  )("%s, %s, %j", async (_, name, world) => {
    const { ofKnown, ofUnknown } = await both(name, world);
    expect(ofUnknown).toEqual(ofKnown);
  });

  const trusted: Linking = { trustedProviders: ["Google"] };
  it.each<[string, World]>([
    ["nobody is linked", {}],
    ["nobody is linked, and somebody was here too often", { attempts: 5 }],
    ["the address is not proven", { linking: trusted, isProven: false }],
    ["the provider is not trusted", { linking: { trustedProviders: ["Other"], otherProviders: ["Google"] } }],
    [
      "the provider is not trusted with the domain",
      { linking: { ...trusted, trustedDomains: { Google: ["x.example"] } } },
    ],
    ["the pool does not answer", { linking: trusted, down: ["pool"] }],
    [
      "the pool does not answer, and nobody is linked",
      { linking: { ...trusted, whenDown: "new-user" }, down: ["pool"] },
    ],
    [
      "the pool does not answer one who has proven nothing",
      { linking: { ...trusted, otherwise: "refuse" }, isProven: false, down: ["pool"] },
    ],
    ["one has to be invited with a proven address", { rules: { invitationOnly: true }, isProven: false }],
  ])("through a provider, %s", async (_, world) => {
    const { ofKnown, ofUnknown } = await both(provider, world);
    expect(ofUnknown).toEqual(ofKnown);
  });

  it("asks something of others in most of these, or it would prove nothing", async () => {
    const asked = await Promise.all(
      Object.values(worlds)
        .flat()
        .map((world) => tried(signUp, known, world)),
    );
    expect(new Set(asked.flatMap(({ calls }) => calls))).toEqual(
      new Set(["captcha", "invitation", "count SU-LIMIT", "count SU-BUSY"]),
    );
    expect((await tried(signUp, known, all)).calls).toEqual(["captcha", "count SU-LIMIT", "count SU-BUSY"]);
  });
});

/** Each is what its setting is for; docs/sign-up.md and docs/linking.md tell of them. */
describe("what a stranger does learn, and from which setting", () => {
  const refusing: Linking = { trustedProviders: ["Google"], otherwise: "refuse" };
  it.each<[string, string, World, (address: string) => string, object, object, string[], string[]]>([
    [
      "invitations: who is invited; whoever is not is not counted",
      signUp,
      { rules: { invitationOnly: true } },
      String,
      joins,
      refusalOf("SU-INVITATION"),
      ["invitation", "count SU-LIMIT"],
      ["invitation"],
    ],
    [
      "invitations and a captcha: the same, a person only",
      signUp,
      { rules: { invitationOnly: true, captcha } },
      String,
      joins,
      refusalOf("SU-INVITATION"),
      ["captcha", "invitation", "count SU-LIMIT"],
      ["captcha", "invitation"],
    ],
    [
      "linking: who has proven the address is in their own account",
      provider,
      { linking: { trustedProviders: ["Google"] } },
      String,
      joins,
      joins,
      ["pool", "link"],
      ["pool", "count SU-LIMIT"],
    ],
    [
      "linking that refuses the others: that the address has an account, whoever says they have it",
      provider,
      { linking: refusing, isProven: false },
      String,
      refusalOf("SU-OTHER-WAY"),
      joins,
      ["pool"],
      ["pool", "count SU-LIMIT"],
    ],
    [
      "linking and signing in again: to whom a trusted provider gives the address, that it has an account",
      provider,
      { linking: { trustedProviders: ["Google"], afterLinking: "sign-in-again" } },
      String,
      refusalOf("SU-LINKED"),
      joins,
      ["pool", "link"],
      ["pool", "count SU-LIMIT"],
    ],
  ])("%s", async (_, name, world, of, reads, otherReads, calls, otherCalls) => {
    const { ofKnown, ofUnknown } = await both(name, world, of);
    expect(ofKnown).toMatchObject({ reads, calls });
    expect(ofUnknown).toMatchObject({ reads: otherReads, calls: otherCalls });
  });

  it("counting: how often the address was tried in this hour, whether it has an account or not", async () => {
    for (const address of [known, unknown]) {
      expect((await tried(signUp, address, { attempts: 4 })).reads).toEqual(joins);
      expect((await tried(signUp, address, { attempts: 5 })).reads).toEqual(refusalOf("SU-LIMIT"));
    }
  });
});

describe("a look-up is one call to the table, whatever it finds", () => {
  const taken = new ConditionalCheckFailedException({ message: "taken", $metadata: {} });
  const found = async () => ({ Item: { expiresAt: { N: "2000" } } });
  const rejects = async () => Promise.reject(taken);
  const tableThat = (answer: () => Promise<object>) => {
    const send = collect((_command: Command) => answer());
    return { table: { client: { send } as unknown as DynamoDBClient, name: "t" }, send };
  };
  type Command = { constructor: { name: string }; input: { Key: object; UpdateExpression?: string } };
  type Look = (table: { client: DynamoDBClient; name: string }) => Promise<unknown>;

  it.each<[string, Look, () => Promise<object>]>([
    ["an invitation", (table) => readInvitation(table)(known, noHurry), found],
    ["a count", (table) => countAttempt(table)({ what: known, max: 5 }, now, noHurry), rejects],
  ])("%s", async (_, look, otherAnswer) => {
    const calls: unknown[] = [];
    const answers: unknown[] = [];
    for (const answer of [async () => ({}), otherAnswer]) {
      const { table, send } = tableThat(answer);
      answers.push(await look(table));
      calls.push(
        send.calls.map(([command]) => [command.constructor.name, command.input.Key, command.input.UpdateExpression]),
      );
    }
    expect(answers[0]).not.toEqual(answers[1]);
    expect(calls[0]).toHaveLength(1);
    expect(calls[1]).toEqual(calls[0]);
  });
});

describe("a code's message", () => {
  it.each(eventNames.filter((name) => name.startsWith("CustomMessage")))(
    "%s looks nothing up and is the same for any address",
    async (name) => {
      const made = await Promise.all(
        [known, unknown].map(async (email) => {
          const report = collectReports();
          const handler = customMessage({ suite: suiteWith(), pagesUrl: "https://accounts.example.com", report });
          const { response } = await handler(
            sampleEvent<CustomMessageEvent>(name, { userAttributes: { email } }),
            noHurry,
          );
          return { response, reports: report.calls };
        }),
      );
      expect(made[0]?.response.emailMessage).toContain("{####}");
      expect(made[1]).toEqual(made[0]);
    },
  );
});
