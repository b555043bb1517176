import type { Linking } from "../../settings/linking.ts";
import { type Identity, identitiesOf } from "./identities.ts";
import { parseMailAddress } from "./mail-address.ts";

/** A user as Cognito lists them. */
export type ListedUser = {
  userName: string;
  status: string;
  enabled: boolean;
  attributes: Readonly<Record<string, string>>;
};

/** What to do with a federated first sign-in. `look-up`: ask the pool for users with `addresses`, then `judgeUsers`. */
export type LinkingQuestion =
  | { kind: "new-user" | "refuse" }
  | { kind: "look-up"; address: string; addresses: readonly string[]; identity: Identity | undefined };

export type LinkingVerdict =
  | { kind: "new-user" | "refuse" }
  /** `done`: the account knows the identity already, as when Cognito calls a slow trigger again. */
  | { kind: "link"; userName: string; identity: Identity; done: boolean };

/** Cognito links no more to one user: https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
const maxIdentities = 5;

/** As Cognito compares in a pool with `CaseSensitive: false`, but never more than ASCII: the Kelvin sign is no `k`. */
const toLowerAscii = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * The identity behind `<Provider>_<id>`; undefined where no provider of the settings is meant. Cognito writes the name
 * sometimes in lower case, and both parts may hold an underscore, so names are compared and the longest one wins.
 */
const parseIdentity = (userName: string, providers: readonly string[]): Identity | undefined => {
  const [provider] = providers
    .filter((name) => toLowerAscii(userName).startsWith(`${toLowerAscii(name)}_`))
    .sort((one, other) => other.length - one.length);
  const userId = provider === undefined ? "" : userName.slice(provider.length + 1);
  return provider === undefined || userId === "" ? undefined : { provider, userId };
};

/** Only what cannot end the quotation marks of a filter may stand between them. */
const canBeQuoted = (address: string) => !/["\\]/.test(address);

/** Whether the settings believe a provider about addresses of a domain. */
export const mayVouch = (
  provider: string,
  domain: string,
  { trustedProviders, trustedDomains = {} }: Pick<Linking, "trustedProviders" | "trustedDomains">,
): boolean =>
  trustedProviders.includes(provider) &&
  (!Object.hasOwn(trustedDomains, provider) || trustedDomains[provider]?.includes(domain) === true);

/** Which accounts a federated first sign-in may touch. `emailVerified` is the event's attribute, which is text. */
export const chooseQuestion = (
  {
    userName,
    email,
    emailVerified,
  }: { userName: string; email: string | undefined; emailVerified: string | undefined },
  linking: Linking,
): LinkingQuestion => {
  const { trustedProviders, otherProviders = [], otherwise = "new-user" } = linking;
  if (email === undefined) return { kind: "new-user" };
  const address = parseMailAddress(email);
  if (!address || !canBeQuoted(email)) return { kind: otherwise };
  const namedIdentity = parseIdentity(userName, [...trustedProviders, ...otherProviders]);
  const isProven =
    namedIdentity !== undefined &&
    mayVouch(namedIdentity.provider, address.domain, linking) &&
    emailVerified === "true";
  // Nobody will be linked, and nobody refused: then nobody need be looked for.
  if (!isProven && otherwise === "new-user") return { kind: "new-user" };
  return {
    kind: "look-up",
    address: email,
    // Whether a filter heeds case is not documented, so both forms are asked for.
    addresses: [...new Set([email, toLowerAscii(email)])],
    identity: isProven ? namedIdentity : undefined,
  };
};

/** Somebody with a password of their own, who has proven this very address, and whom nobody has locked out. */
const isSafeToLink = ({ userName, status, enabled, attributes }: ListedUser) =>
  userName !== "" && status === "CONFIRMED" && enabled && attributes["email_verified"] === "true";

/** A second identity of one provider with the same address may be its next owner: it is not linked. */
const judgeUser = (user: ListedUser, identity: Identity): LinkingVerdict | undefined => {
  const known = identitiesOf(user.attributes["identities"]);
  if (!isSafeToLink(user) || known === undefined) return undefined;
  const same = known.filter(({ provider }) => toLowerAscii(provider) === toLowerAscii(identity.provider));
  const done = same.some(({ userId }) => userId === identity.userId);
  if (!done && (same.length > 0 || known.length >= maxIdentities)) return undefined;
  return { kind: "link", userName: user.userName, identity, done };
};

/**
 * Whether the one safe row is met: exactly one local user has the address, and is safe. What the pool answered is compared
 * once more, so that no filter decides who is linked.
 */
export const judgeUsers = (
  { address, identity }: Extract<LinkingQuestion, { kind: "look-up" }>,
  listed: readonly ListedUser[],
  { otherwise = "new-user" }: Linking,
): LinkingVerdict => {
  const users = listed.filter(({ attributes }) => toLowerAscii(attributes["email"] ?? "") === toLowerAscii(address));
  if (users.length === 0) return { kind: "new-user" };
  const [local, ...others] = users.filter(({ status }) => status !== "EXTERNAL_PROVIDER");
  const link = identity && local && others.length === 0 ? judgeUser(local, identity) : undefined;
  return link ?? { kind: otherwise };
};
