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
  /** The services that fail. */
  down?: readonly string[];
  /** The attempts of each address in this hour. */
  attempts?: number;
};

const account: ListedUser = {
  userName: "u",
  status: "CONFIRMED",
  enabled: true,
  attributes: { email: known, email_verified: "true" },
};

/** One sign-up where only `known` has an account and an invitation. @returns the response, the calls and reports */
const trySignUp = async (name: string, email: string, world: World = {}) => {
  const { rules = {}, linking, verdict = "person", isProven = true, down = [], attempts = 0 } = world;
  const calls: string[] = [];
  const recordCall = async <Result>(what: string, answer: () => Result): Promise<Result> => {
    calls.push(what);
    if (down.includes(what.split(" ")[0] ?? "")) throw new Error("down");
    return answer();
  };
  const report = collectReports();
  const handler = preSignUp({
    suite: suiteWith({ signUp: { ...open, ...rules } }),
    disposable: () => "throwaway.example",
    verifyCaptcha: () => recordCall("captcha", () => verdict),
    readInvitation: (mailbox) =>
      recordCall("invitation", () => (mailbox === known ? { expiresAt: now / 1_000 + 1 } : undefined)),
    count: ({ code, max }) => recordCall(`count ${code}`, () => attempts < max),
    federatedSignUp: createFederatedSignUp({
      linking,
      findUsers: (_, addresses) => recordCall("pool", () => (addresses.includes(known) ? [account] : [])),
      link: () => recordCall("link", () => true),
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
  const result = await handler(event, noHurry).then(
    ({ response }) => response,
    ({ name, message }: Error) => ({ name, message }),
  );
  return { result, calls, reports: report.calls };
};

/** One sign-up with the known address and one with the unknown one. */
const tryBoth = async (name: string, world: World = {}, of = (address: string) => address) => ({
  ofKnown: await trySignUp(name, of(known), world),
  ofUnknown: await trySignUp(name, of(unknown), world),
});

const refusalOf = (code: keyof typeof languages.en.refusals) => ({
  name: "Refusal",
  message: `[${code}] ${languages.en.refusals[code]}`,
});
const accepted = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
const full = { perAddressAndHour: 5, perDomainAndHour: 20, perPublicDomainAndHour: 9 };

/** Worlds by setting. The compiler requires an entry for each setting. */
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

describe("a known and an unknown address get the same response after the same calls", () => {
  it.each(
    [...Object.entries(worlds), ["everything", [all, { ...all, down: ["captcha", "count"] }]] as const].flatMap(
      ([setting, its]) =>
        [signUp, administrator].flatMap((name) => its.map((world) => [setting, name, world] as const)),
    ),
  )("%s, %s, %j", async (_, name, world) => {
    const { ofKnown, ofUnknown } = await tryBoth(name, world);
    expect(ofUnknown).toEqual(ofKnown);
  });

  const trusted: Linking = { trustedProviders: ["Google"] };
  it.each<[string, World]>([
    ["without linking", {}],
    ["without linking and above the limit", { attempts: 5 }],
    ["with an unverified address", { linking: trusted, isProven: false }],
    ["with an untrusted provider", { linking: { trustedProviders: ["Other"], otherProviders: ["Google"] } }],
    [
      "with a provider that is not trusted for the domain",
      { linking: { ...trusted, trustedDomains: { Google: ["x.example"] } } },
    ],
    ["if Cognito fails", { linking: trusted, down: ["pool"] }],
    ["if Cognito fails and whenDown is new-user", { linking: { ...trusted, whenDown: "new-user" }, down: ["pool"] }],
    [
      "if Cognito fails and the address is not verified",
      { linking: { ...trusted, otherwise: "refuse" }, isProven: false, down: ["pool"] },
    ],
    ["with an invitation and an unverified address", { rules: { invitationOnly: true }, isProven: false }],
  ])("through a provider %s", async (_, world) => {
    const { ofKnown, ofUnknown } = await tryBoth(provider, world);
    expect(ofUnknown).toEqual(ofKnown);
  });

  it("makes calls in most of these cases, so that they prove something", async () => {
    const attempts = await Promise.all(
      Object.values(worlds)
        .flat()
        .map((world) => trySignUp(signUp, known, world)),
    );
    expect(new Set(attempts.flatMap(({ calls }) => calls))).toEqual(
      new Set(["captcha", "invitation", "count SU-LIMIT", "count SU-BUSY"]),
    );
    expect((await trySignUp(signUp, known, all)).calls).toEqual(["captcha", "count SU-LIMIT", "count SU-BUSY"]);
  });
});

/** Each is the purpose of its setting. docs/sign-up.md and docs/linking.md describe them. */
describe("settings that reveal something about an address", () => {
  const refusing: Linking = { trustedProviders: ["Google"], otherwise: "refuse" };
  it.each<[string, string, World, (address: string) => string, object, object, string[], string[]]>([
    [
      "invitations reveal who is invited, and count only invited users",
      signUp,
      { rules: { invitationOnly: true } },
      String,
      accepted,
      refusalOf("SU-INVITATION"),
      ["invitation", "count SU-LIMIT"],
      ["invitation"],
    ],
    [
      "invitations with a captcha reveal this only to humans",
      signUp,
      { rules: { invitationOnly: true, captcha } },
      String,
      accepted,
      refusalOf("SU-INVITATION"),
      ["captcha", "invitation", "count SU-LIMIT"],
      ["captcha", "invitation"],
    ],
    [
      "linking reveals to the owner of a verified address that it has an account, by signing them in",
      provider,
      { linking: { trustedProviders: ["Google"] } },
      String,
      accepted,
      accepted,
      ["pool", "link"],
      ["pool", "count SU-LIMIT"],
    ],
    [
      "linking that refuses reveals to any federated user that the address has an account",
      provider,
      { linking: refusing, isProven: false },
      String,
      refusalOf("SU-OTHER-WAY"),
      accepted,
      ["pool"],
      ["pool", "count SU-LIMIT"],
    ],
    [
      "linking with sign-in-again reveals to the owner of a verified address that it has an account",
      provider,
      { linking: { trustedProviders: ["Google"], afterLinking: "sign-in-again" } },
      String,
      refusalOf("SU-LINKED"),
      accepted,
      ["pool", "link"],
      ["pool", "count SU-LIMIT"],
    ],
  ])("%s", async (_, name, world, of, result, otherResult, calls, otherCalls) => {
    const { ofKnown, ofUnknown } = await tryBoth(name, world, of);
    expect(ofKnown).toMatchObject({ result, calls });
    expect(ofUnknown).toMatchObject({ result: otherResult, calls: otherCalls });
  });

  it("counting reveals the attempts of an address in this hour, whether or not it has an account", async () => {
    for (const address of [known, unknown]) {
      expect((await trySignUp(signUp, address, { attempts: 4 })).result).toEqual(accepted);
      expect((await trySignUp(signUp, address, { attempts: 5 })).result).toEqual(refusalOf("SU-LIMIT"));
    }
  });
});

describe("a look-up is one call to the table, regardless of its result", () => {
  const taken = new ConditionalCheckFailedException({ message: "taken", $metadata: {} });
  const found = async () => ({ Item: { expiresAt: { N: "2000" } } });
  const rejectAsTaken = async () => Promise.reject(taken);
  const createTable = (answer: () => Promise<object>) => {
    const send = collect((_command: Command) => answer());
    return { table: { client: { send } as unknown as DynamoDBClient, name: "t" }, send };
  };
  type Command = { constructor: { name: string }; input: { Key: object; UpdateExpression?: string } };
  type Look = (table: { client: DynamoDBClient; name: string }) => Promise<unknown>;

  it.each<[string, Look, () => Promise<object>]>([
    ["an invitation", (table) => readInvitation(table)(known, noHurry), found],
    ["a count", (table) => countAttempt(table)({ what: known, max: 5 }, now, noHurry), rejectAsTaken],
  ])("%s", async (_, look, otherAnswer) => {
    const calls: unknown[] = [];
    const answers: unknown[] = [];
    for (const answer of [async () => ({}), otherAnswer]) {
      const { table, send } = createTable(answer);
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

describe("a message with a code", () => {
  it.each(eventNames.filter((name) => name.startsWith("CustomMessage")))(
    "%s is the same for any address, without a look-up",
    async (name) => {
      const messages = await Promise.all(
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
      expect(messages[0]?.response.emailMessage).toContain("{####}");
      expect(messages[1]).toEqual(messages[0]);
    },
  );
});
