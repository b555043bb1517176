import { createHash } from "node:crypto";
import { domainToASCII } from "node:url";
import fc from "fast-check";
import type { Dependencies } from "../../src/handlers/pre-signup.ts";
import { judgeCaptcha } from "../../src/rules/sign-up/captcha.ts";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { addressCorpus } from "../support/address-corpus.ts";
import { suiteWith } from "../support/suite.ts";
import { type Handler, preSignUp } from "./functions.ts";
import { fuzz } from "./fuzz.ts";
import { newHostileText } from "./hostile.ts";
import { type Hostile, newHostileEvents } from "./hostile-events.ts";
import { isPublic } from "./public-texts.ts";
import { type Call, isPolluted, leaves, make, sameLeaves } from "./world.ts";

/** All sign-up requirements that a suite can have. */
const suite = suiteWith({
  signUp: {
    ...suiteWith().signUp,
    perDomainAndHour: 20,
    invitationOnly: true,
    disposableDomains: "refused",
    requiredAttributes: ["name"],
    minimumAge: 16,
    terms: { version: "2" },
    captcha: {
      provider: "turnstile",
      secret: { parameter: "x" },
      hostnames: ["www.example.com"],
      whenDown: "let-in",
    },
  },
});

const asked: string[] = [];
const answers: Record<string, { status: number; body: unknown }> = {
  good: { status: 200, body: { success: true, hostname: "www.example.com" } },
  elsewhere: { status: 200, body: { success: true, hostname: "evil.example" } },
  bad: { status: 200, body: { success: false, "error-codes": ["bad-request"] } },
  down: { status: 503, body: undefined },
};
const verifyCaptcha: Dependencies["verifyCaptcha"] = async (captcha, token) => {
  asked.push(token);
  if (token === "gone") throw new TypeError("fetch failed");
  const answer = Object.hasOwn(answers, token) ? answers[token] : answers["bad"];
  return judgeCaptcha(answer as { status: number; body: unknown }, captcha);
};

const closed = (changes: Partial<Dependencies> = {}): Handler =>
  preSignUp(suite, { verifyCaptcha, disposable: () => "example.museum\nx.example", ...changes });

const samples = new Map(addressCorpus.map((sample) => [sample.address, sample]));
const now = Date.now();
const subtractYears = (years: number) => `${new Date(now).getUTCFullYear() - years}-06-15`;

/** Mostly the valid value. */
const choose = <Value>(value: Value, ...others: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant<unknown>(value) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

type Invited = "open" | "over" | "none" | "without its tag";
type Closed = Hostile & { invited: Invited };

const attributes = fc.record({
  email: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...samples.keys()) as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: newHostileText() },
  ),
  name: choose("Ada", undefined, "", " \t", {}, null),
  birthdate: choose(
    "1990-05-20",
    undefined,
    subtractYears(3),
    subtractYears(15),
    subtractYears(1),
    "2010-02-30",
    "1990",
    "9999-01-01",
    "1990-05-20x",
  ),
  termsVersion: choose("2", undefined, "1", "2 ", ["2"]),
  captcha: fc.oneof(
    { weight: 12, arbitrary: fc.constant<unknown>("good") },
    {
      weight: 4,
      arbitrary: fc.constantFrom<unknown>(
        "bad",
        "elsewhere",
        "down",
        "gone",
        "",
        undefined,
        ["good"],
        "good".repeat(3_000),
      ),
    },
  ),
  inMetadata: fc.boolean(),
});

/** Events of users who mostly meet the requirements, and of others. */
const hostileSignUps: fc.Arbitrary<Closed> = fc
  .tuple(
    newHostileEvents("PreSignUp"),
    attributes,
    fc.oneof(
      { weight: 8, arbitrary: fc.constant<Invited>("open") },
      { weight: 3, arbitrary: fc.constantFrom<Invited>("over", "none", "without its tag") },
    ),
  )
  .map(([{ event, circumstances }, { email, name, birthdate, termsVersion, captcha, inMetadata }, invited]) => {
    const statement = { termsVersion, captcha };
    const { userAttributes, clientMetadata } = event.request ?? {};
    const request = event.request && {
      ...event.request,
      userAttributes: userAttributes && Object.assign(userAttributes, { email, name, birthdate }),
      validationData: inMetadata ? null : statement,
      clientMetadata: inMetadata ? { ...clientMetadata, ...statement } : clientMetadata,
    };
    const answer = (input: Record<string, unknown>) => invitationIn(input, email, invited);
    return { event: { ...event, request } as CognitoEvent, circumstances: { ...circumstances, answer }, invited };
  });

const digestOf = (text: string) => createHash("sha256").update(text).digest("base64url");

/** The mailbox of an address, computed in another way than the suite's. */
const readMailbox = (address: string): string => {
  const at = address.lastIndexOf("@");
  const domain = domainToASCII(address.slice(at + 1)).replace(/\.$/, "");
  return `${address.slice(0, at).toLowerCase()}@${domain}`;
};
/** Unnecessary quotation marks do not matter. */
const withoutTag = (written: string) => {
  const mailbox = written.replace(/^"([^"(),:;<>[\]]+)"(?=@)/, "$1");
  return mailbox.startsWith('"') ? mailbox : mailbox.replace(/^([^+@]+)\+[^@]*@/, "$1@");
};
const isTagged = (mailbox: string) => withoutTag(mailbox) !== mailbox;
/** A federated user gets no code, so the provider must have verified the address. */
const isProven = ({ triggerSource, request }: CognitoEvent): boolean =>
  triggerSource === "PreSignUp_SignUp" || request.userAttributes?.["email_verified"] === "true";

const pkOf = (input: Record<string, unknown>): string =>
  (input["Key"] as { pk?: { S?: string } } | undefined)?.pk?.S ?? "";

/** The row of the invitation, if this is its key. */
const invitationIn = (input: Record<string, unknown>, email: unknown, invited: Invited): object | undefined => {
  if (typeof email !== "string" || !pkOf(input).startsWith("INVITE#")) return undefined;
  const mailbox = readMailbox(email);
  const who = invited === "without its tag" ? withoutTag(mailbox) : mailbox;
  const ends = Math.floor(now / 1_000) + (invited === "over" ? -60 : 86_400);
  return invited !== "none" && pkOf(input) === `INVITE#${digestOf(who)}`
    ? { Item: { expiresAt: { N: `${ends}` } } }
    : {};
};

const ofAge = (birthdate: unknown): boolean => {
  const [year, month, day] = typeof birthdate === "string" ? birthdate.split("-").map(Number) : [];
  const born = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  return (
    typeof birthdate === "string" &&
    birthdate.length === 10 &&
    born.getUTCDate() === day &&
    Date.UTC((year ?? 0) + 16, (month ?? 0) - 1, day ?? 0) <= now + 86_400_000
  );
};

/** The requirements that a sign-up does not meet. */
const listMissing = (event: CognitoEvent, invited: Invited, calls: Call[]): string[] => {
  const { request, triggerSource } = event;
  const { userAttributes, validationData, clientMetadata } = request as CognitoEvent["request"] & {
    validationData?: Record<string, unknown> | null;
  };
  const own = (from: object | null | undefined, name: string): unknown =>
    from && Object.hasOwn(from, name) ? (from as Record<string, unknown>)[name] : undefined;
  const email = own(userAttributes, "email");
  if (typeof email !== "string" || samples.get(email)?.valid === false) return ["an address"];
  const mailbox = readMailbox(email);
  const domain = mailbox.slice(mailbox.lastIndexOf("@") + 1);
  const asks = calls.filter(({ input }) => pkOf(input) === `INVITE#${digestOf(mailbox)}`);
  const isInvited = invited === "open" || (invited === "without its tag" && !isTagged(mailbox));
  const common = [
    ...(/^(?:.+\.)?(?:example\.museum|x\.example)$/.test(domain) ? ["a permanent address"] : []),
    ...(isInvited && isProven(event) && asks.some(({ fate }) => fate === "answers") ? [] : ["an invitation"]),
  ];
  if (triggerSource !== "PreSignUp_SignUp") return common;
  const statements = [validationData, clientMetadata];
  const token = statements.map((from) => own(from, "captcha")).find((one) => typeof one === "string" && one !== "");
  const name = own(userAttributes, "name");
  const counted = [foldedOf(mailbox), `@${domain}`].map((what) => `ATTEMPTS#${digestOf(what)}`);
  const written = calls.map(({ input }) => pkOf(input));
  return [
    ...common,
    ...(typeof name === "string" && name.trim() !== "" ? [] : ["a name"]),
    ...(ofAge(own(userAttributes, "birthdate")) ? [] : ["the age"]),
    ...(statements.some((from) => own(from, "termsVersion") === "2") ? [] : ["the terms"]),
    ...(["good", "down", "gone"].includes(token as string) && asked.includes(token as string) ? [] : ["the captcha"]),
    ...(written.includes(counted[0] ?? "") ? [] : ["a count"]),
    ...(publicDomains.includes(domain) || written.includes(counted[1] ?? "") ? [] : ["a count of the domain"]),
  ];
};

/** The domains of public mail providers, which the suite does not count. */
const publicDomains = [
  ..."gmail.com googlemail.com outlook.com icloud.com yahoo.com qq.com privaterelay.appleid.com".split(" "),
  ..."docomo.ne.jp ezweb.ne.jp".split(" "),
];
const foldedOf = (mailbox: string): string => {
  const plain = withoutTag(mailbox);
  return plain.replace(/^(.*)@g(?:oogle)?mail\.com$/, (_, local: string) => `${local.replaceAll(".", "")}@gmail.com`);
};

/** Everything wrong with the result of a handler that has all requirements. */
const violations = async (handler: Handler, attack: Hostile): Promise<string[]> => {
  const { event, circumstances } = attack;
  const { invited } = attack as Closed;
  const before = leaves(event);
  asked.length = 0;
  const { answer, error, calls } = await make(handler, event, circumstances);
  const judged = ["PreSignUp_SignUp", "PreSignUp_ExternalProvider"].includes(event.triggerSource);
  const common = [
    ...(sameLeaves(before, leaves(event)) ? [] : ["changes the event"]),
    ...(isPolluted() ? ["has polluted every object"] : []),
    ...(new Set(asked).size === asked.length ? [] : ["checks a token twice"]),
  ];
  if (answer)
    return [
      ...common,
      ...(judged ? listMissing(event, invited, calls).map((missing) => `lets in without ${missing}`) : []),
    ];
  const isWell = circumstances.fates.length === 0 && judged && mustJoin(event, invited);
  return [
    ...common,
    ...(isPublic(error, event) ? [] : ["shows a text that users may not read"]),
    ...(judged || !event.request ? [] : ["refuses a user that it may not check"]),
    ...(isWell ? ["refuses a valid user"] : []),
  ];
};

/** Whether this sign-up is certainly valid. */
const mustJoin = (event: CognitoEvent, invited: Invited): boolean => {
  const { request, triggerSource, callerContext } = event;
  if (!callerContext || !request?.userAttributes || invited !== "open") return false;
  const { email, name, birthdate } = request.userAttributes;
  const { validationData, clientMetadata } = request as CognitoEvent["request"] & { validationData?: object | null };
  const { termsVersion, captcha } = (validationData ?? clientMetadata ?? {}) as Record<string, unknown>;
  const isKnown = typeof email === "string" && samples.get(email)?.valid === true;
  const isLasting = isKnown && !/(?:example\.museum|x\.example)$/.test(readMailbox(email));
  if (!isLasting || triggerSource === "PreSignUp_ExternalProvider") return isLasting && isProven(event);
  return (
    name === "Ada" &&
    birthdate === "1990-05-20" &&
    termsVersion === "2" &&
    ["good", "down", "gone"].includes(captcha as string)
  );
};

const tomorrow = Math.floor(now / 1_000) + 86_400;

fuzz({
  name: "pre-signup of a closed pool",
  handler: closed(),
  attacks: hostileSignUps,
  violations,
  sources: 3,
  controls: [
    [
      "finds an invitation for every user",
      "lets in without an invitation",
      () => closed({ readInvitation: async () => ({ expiresAt: tomorrow }) }),
    ],
    ["accepts every captcha", "lets in without the captcha", () => closed({ verifyCaptcha: async () => "person" })],
    ["counts no attempts", "lets in without a count", () => closed({ count: async () => true })],
  ],
});
