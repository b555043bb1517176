import { domainToASCII } from "node:url";
import { describe } from "@jest/globals";
import type fc from "fast-check";
import type { Pool } from "../../src/aws/linking.ts";
import { suiteWith } from "../support/suite.ts";
import { type Handler, preSignUp } from "./functions.ts";
import { fuzz } from "./fuzz.ts";
import type { Hostile } from "./hostile-events.ts";
import { attacks } from "./linking-attacks.ts";
import { type Attack, type Call, compare, emailOf, filterForm, pool, runInPool, type World } from "./linking-pool.ts";
import { isPolluted, leaves, make, sameLeaves } from "./world.ts";

type Settings = { otherwise: "new-user" | "refuse"; again: boolean };

/** The identity of the event according to docs/linking.md; undefined if the provider is not trusted. */
const trustedIdentity = (userName: unknown, email: string) => {
  const [, provider = "", userId = ""] =
    /^(google_workspace|google|corp_sso)_([\s\S]+)$/i.exec(typeof userName === "string" ? userName : "") ?? [];
  const exact = { google: "Google", corp_sso: "Corp_SSO" }[provider.toLowerCase()];
  // As mail servers read it: domains are case-insensitive.
  const domain = domainToASCII(email.slice(email.lastIndexOf("@") + 1));
  const isOutside = exact === "Corp_SSO" && !["example.com", "example.com.evil.example"].includes(domain);
  return exact && !isOutside ? { provider: exact, userId } : undefined;
};

const asciiLower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The users with the address whom the pool returns, for both spellings. */
const findOwners = ({ users, filter }: World, email: string) =>
  users.filter(
    (user) =>
      asciiLower(emailOf(user)) === asciiLower(email) &&
      [email, asciiLower(email)].some((asked) => compare[filter](emailOf(user), asked)),
  );

/** The user who may be linked according to docs/linking.md; `known` if the identity is already linked. */
const findSafeAccount = ({ event, world }: Attack) => {
  const { email, email_verified: verified } = event.request.userAttributes ?? {};
  if (verified !== "true" || typeof email !== "string") return undefined;
  const who = trustedIdentity(event.userName, email);
  if (!who) return undefined;
  const own = findOwners(world, email).filter(({ UserStatus }) => UserStatus !== "EXTERNAL_PROVIDER");
  const [account] = own;
  const read = (name: string) => account?.Attributes.find(({ Name }) => Name === name)?.Value;
  if (!account || own.length > 1 || account.UserStatus !== "CONFIRMED" || !account.Enabled) return undefined;
  if (read("email_verified") !== "true") return undefined;
  const text = read("identities") ?? "[]";
  if (!/^\[(\{"providerName":"\w+","userId":"\w+"\},?)*\]$/.test(text)) return undefined;
  const list = JSON.parse(text) as Array<{ providerName: string; userId: string }>;
  const ofProvider = list.filter(({ providerName }) => providerName.toLowerCase() === who.provider.toLowerCase());
  if (ofProvider.some(({ userId }) => userId === who.userId)) return { account, who, known: true };
  return ofProvider.length > 0 || list.length > 4 ? undefined : { account, who, known: false };
};

const texts = {
  once: "[SU-LINKED] Your account now knows this way to sign in. Please sign in once more.",
  otherWay: "[SU-OTHER-WAY] Please sign in the way you signed in before.",
  tryAgain: "[TRY-AGAIN] This is not possible right now. Please try again in a few minutes.",
};
const nothingVerified = '{"autoConfirmUser":false,"autoVerifyEmail":false,"autoVerifyPhone":false}';
const findable = /^[\w+]+@(example\.com(\.evil\.example)?|other\.example)$/i;

/** The required result of a federated first sign-in with a valid address. */
const listOutcomes = (attack: Attack, { otherwise, again }: Settings, calls: readonly Call[]): string[] => {
  const linked = again ? [texts.once] : ["goes on"];
  const unlinked = otherwise === "refuse" ? [texts.otherWay] : ["goes on"];
  const broken = calls.find(({ fate }) => fate !== "answers");
  if (broken) return broken.operation === "Link" && broken.fate === "refused" ? unlinked : [texts.tryAgain];
  const safe = findSafeAccount(attack);
  if (safe) return linked;
  const email = String(attack.event.request.userAttributes?.["email"]);
  return findOwners(attack.world, email).length > 0 ? unlinked : ["goes on"];
};

const violations =
  (settings: Settings) =>
  async (handler: Handler, hostile: Hostile): Promise<string[]> => {
    const attack = hostile as Attack;
    const { event } = attack;
    const before = leaves(event);
    const [{ answer, error }, made] = await runInPool(attack.world, () => make(handler, event, attack.circumstances));
    const email = event.request.userAttributes?.["email"];
    const federated = event.triggerSource === "PreSignUp_ExternalProvider";
    const safe = federated ? findSafeAccount(attack) : undefined;
    const links = made.filter(({ operation }) => operation === "Link");
    const shown = answer ? "goes on" : (error?.message ?? "");
    const plain = typeof email === "string" && findable.test(email) && federated;
    const rightLink = ({ input }: Call) =>
      JSON.stringify(input["SourceUser"]) ===
        JSON.stringify({
          ProviderName: safe?.who.provider,
          ProviderAttributeName: "Cognito_Subject",
          ProviderAttributeValue: safe?.who.userId,
        }) &&
      JSON.stringify(input["DestinationUser"]) ===
        JSON.stringify({ ProviderName: "Cognito", ProviderAttributeValue: safe?.account.Username });
    return [
      ...(sameLeaves(before, leaves(event)) ? [] : ["changes the event"]),
      ...(isPolluted() ? ["has polluted every object"] : []),
      ...(answer && JSON.stringify(answer.response) !== nothingVerified ? ["verifies a user"] : []),
      ...(made.every(({ operation }) => ["ListUsers", "Link"].includes(operation)) ? [] : ["calls another operation"]),
      ...(made.every(({ input }) => input["UserPoolId"] === event.userPoolId) ? [] : ["calls another pool"]),
      ...(made.every(({ input }) => !("Filter" in input) || filterForm.test(String(input["Filter"])))
        ? []
        : ["uses an invalid filter"]),
      ...(federated || made.length === 0 ? [] : ["searches for a user who has a password"]),
      ...(links.length > 0 && (!safe || safe.known) ? ["links a user who may not be linked"] : []),
      ...(links.length > 1 || !links.every(rightLink) ? ["links the wrong user"] : []),
      ...(answer || /^\[[A-Z-]+\] [^<>{}@]+$/.test(shown) ? [] : ["shows a text that users may not read"]),
      ...(plain && !listOutcomes(attack, settings, made).includes(shown) ? [`ends with: ${shown}`] : []),
    ];
  };

const suite = ({ otherwise, again }: Settings) =>
  suiteWith({
    linking: {
      trustedProviders: ["Google", "Corp_SSO"],
      otherProviders: ["Google_Workspace"],
      trustedDomains: { Corp_SSO: ["example.com", "example.com.evil.example"] },
      otherwise,
      afterLinking: again ? "sign-in-again" : "continue",
    },
  });
const linking = (settings: Settings, changes: Partial<Pool> = {}): Handler =>
  preSignUp(suite(settings), {}, { ...pool, ...changes });
const newUser: Settings = { otherwise: "new-user", again: false };
const refusal: Settings = { otherwise: "refuse", again: true };

describe("a user who may not be linked becomes a new user", () =>
  fuzz({
    name: "pre-signup that links or lets in",
    handler: linking(newUser),
    attacks: attacks as fc.Arbitrary<Hostile>,
    violations: violations(newUser),
    sources: 2,
    controls: [
      [
        "trusts an unverified account email",
        "links a user who may not be linked",
        () =>
          linking(newUser, {
            findUsers: async (...question) =>
              (await pool.findUsers(...question)).map((user) => ({
                ...user,
                attributes: { ...user.attributes, email_verified: "true" },
              })),
          }),
      ],
      [
        "sees only the first account",
        "links a user who may not be linked",
        () => linking(newUser, { findUsers: async (...question) => (await pool.findUsers(...question)).slice(0, 1) }),
      ],
      [
        "links another account",
        "links the wrong user",
        () => linking(newUser, { link: (id, _name, ...rest) => pool.link(id, "user9", ...rest) }),
      ],
    ],
  }));

describe("a user who may not be linked is refused", () =>
  fuzz({
    name: "pre-signup that links or refuses",
    handler: linking(refusal),
    attacks: attacks as fc.Arbitrary<Hostile>,
    violations: violations(refusal),
    sources: 2,
    controls: [["creates a second user", "ends with: goes on", () => linking({ ...refusal, otherwise: "new-user" })]],
  }));
