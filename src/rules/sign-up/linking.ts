import { type Linking, linkingDefaults } from "../../settings/linking.ts";
import { type Identity, identitiesOf } from "./identities.ts";
import { parseMailAddress } from "./mail-address.ts";

export type ListedUser = {
  userName: string;
  status: string;
  enabled: boolean;
  attributes: Readonly<Record<string, string>>;
};

/** What to do with a federated first sign-in. `look-up`: find users with `addresses`, then call `judgeUsers`. */
type LinkingQuestion =
  | { kind: "new-user" | "refuse" }
  | { kind: "look-up"; address: string; addresses: readonly string[]; identity: Identity | undefined };

export type LinkingVerdict =
  | { kind: "new-user" | "refuse" }
  /** `done`: the account has the identity already, for example if Cognito calls a slow trigger again. */
  | { kind: "link"; userName: string; identity: Identity; done: boolean };

/** Cognito's limit per user: https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
const maxIdentities = 5;

/** As Cognito compares in a pool with `CaseSensitive: false`, but for ASCII only: the Kelvin sign is not a `k`. */
const toLowerAscii = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * Parses `<Provider>_<id>`; undefined for a provider that is not in the settings. Cognito sometimes writes the name in
 * lower case, and both parts may contain an underscore, so the longest matching name wins.
 */
const parseIdentity = (userName: string, providers: readonly string[]): Identity | undefined => {
  const [provider] = providers
    .filter((name) => toLowerAscii(userName).startsWith(`${toLowerAscii(name)}_`))
    .sort((one, other) => other.length - one.length);
  const userId = provider === undefined ? "" : userName.slice(provider.length + 1);
  return provider === undefined || userId === "" ? undefined : { provider, userId };
};

/** Whether the address cannot end the quotes of a filter. */
const canBeQuoted = (address: string) => !/["\\]/.test(address);

/** Whether the settings trust a provider for addresses of a domain. */
export const mayVouch = (
  provider: string,
  domain: string,
  { trustedProviders, trustedDomains = {} }: Pick<Linking, "trustedProviders" | "trustedDomains">,
): boolean =>
  trustedProviders.includes(provider) &&
  (!Object.hasOwn(trustedDomains, provider) || trustedDomains[provider]?.includes(domain) === true);

/** Which accounts a federated first sign-in may affect. `emailVerified` is the event's attribute, a string. */
export const chooseQuestion = (
  {
    userName,
    email,
    emailVerified,
  }: { userName: string; email: string | undefined; emailVerified: string | undefined },
  linking: Linking,
): LinkingQuestion => {
  const { trustedProviders, otherProviders = [], otherwise = linkingDefaults.otherwise } = linking;
  if (email === undefined) return { kind: "new-user" };
  const address = parseMailAddress(email);
  if (!address || !canBeQuoted(email)) return { kind: otherwise };
  const namedIdentity = parseIdentity(userName, [...trustedProviders, ...otherProviders]);
  const isProven =
    namedIdentity !== undefined &&
    mayVouch(namedIdentity.provider, address.domain, linking) &&
    emailVerified === "true";
  // No user can be linked or refused, so no look-up is needed.
  if (!isProven && otherwise === "new-user") return { kind: "new-user" };
  return {
    kind: "look-up",
    address: email,
    // AWS does not document whether filters ignore case, so both forms are looked up.
    addresses: [...new Set([email, toLowerAscii(email)])],
    identity: isProven ? namedIdentity : undefined,
  };
};

/** An enabled user with a password who has verified this address. */
const isSafeToLink = ({ userName, status, enabled, attributes }: ListedUser) =>
  userName !== "" && status === "CONFIRMED" && enabled && attributes["email_verified"] === "true";

/** A second identity of the same provider may be the next owner of the address, so it is not linked. */
const judgeUser = (user: ListedUser, identity: Identity): LinkingVerdict | undefined => {
  const known = identitiesOf(user.attributes["identities"]);
  if (!isSafeToLink(user) || known === undefined) return undefined;
  const same = known.filter(({ provider }) => toLowerAscii(provider) === toLowerAscii(identity.provider));
  const done = same.some(({ userId }) => userId === identity.userId);
  if (!done && (same.length > 0 || known.length >= maxIdentities)) return undefined;
  return { kind: "link", userName: user.userName, identity, done };
};

/**
 * Links only if exactly one local user has the address and is safe to link. The pool's answer is compared again, so
 * that the decision does not depend on the filter.
 */
export const judgeUsers = (
  { address, identity }: Extract<LinkingQuestion, { kind: "look-up" }>,
  listed: readonly ListedUser[],
  { otherwise = linkingDefaults.otherwise }: Linking,
): LinkingVerdict => {
  const users = listed.filter(({ attributes }) => toLowerAscii(attributes["email"] ?? "") === toLowerAscii(address));
  if (users.length === 0) return { kind: "new-user" };
  const [local, ...others] = users.filter(({ status }) => status !== "EXTERNAL_PROVIDER");
  const link = identity && local && others.length === 0 ? judgeUser(local, identity) : undefined;
  return link ?? { kind: otherwise };
};
