import type { Linking } from "../../settings/linking.ts";
import { type Identity, identitiesOf } from "./identities.ts";
import { mailAddress } from "./mail-address.ts";

/** A user as Cognito lists them. */
export type ListedUser = {
  userName: string;
  status: string;
  enabled: boolean;
  attributes: Readonly<Record<string, string>>;
};

/** What to do with a federated first sign-in. `look-up`: ask the pool for users with `addresses`, then `judgeUsers`. */
export type Question =
  | { kind: "new-user" | "refuse" }
  | { kind: "look-up"; address: string; addresses: readonly string[]; identity: Identity | undefined };

export type Verdict =
  | { kind: "new-user" | "refuse" }
  /** `done`: the account knows the identity already, as when Cognito calls a slow trigger again. */
  | { kind: "link"; userName: string; identity: Identity; done: boolean };

/** Cognito links no more to one user: https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
const mostIdentities = 5;

/** As Cognito compares in a pool with `CaseSensitive: false`, but never more than ASCII: the Kelvin sign is no `k`. */
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * The identity behind `<Provider>_<id>`; undefined where no provider of the settings is meant. Cognito writes the name
 * sometimes in lower case, and both parts may hold an underscore, so names are compared and the longest one wins.
 */
const identityOf = (userName: string, providers: readonly string[]): Identity | undefined => {
  const [provider] = providers
    .filter((name) => lower(userName).startsWith(`${lower(name)}_`))
    .sort((one, other) => other.length - one.length);
  const userId = provider === undefined ? "" : userName.slice(provider.length + 1);
  return provider === undefined || userId === "" ? undefined : { provider, userId };
};

/** Only what cannot end the quotation marks of a filter may stand between them. */
const canBeAsked = (address: string) => !/["\\]/.test(address);

/** Whether the settings believe a provider about addresses of a domain. */
export const mayVouch = (
  provider: string,
  domain: string,
  { trustedProviders, trustedDomains = {} }: Pick<Linking, "trustedProviders" | "trustedDomains">,
): boolean =>
  trustedProviders.includes(provider) &&
  (!Object.hasOwn(trustedDomains, provider) || trustedDomains[provider]?.includes(domain) === true);

/** Which accounts a federated first sign-in may touch. `emailVerified` is the event's attribute, which is text. */
export const questionOf = (
  {
    userName,
    email,
    emailVerified,
  }: { userName: string; email: string | undefined; emailVerified: string | undefined },
  linking: Linking,
): Question => {
  const { trustedProviders, otherProviders = [], otherwise = "new-user" } = linking;
  if (email === undefined) return { kind: "new-user" };
  const address = mailAddress(email);
  if (!address || !canBeAsked(email)) return { kind: otherwise };
  const named = identityOf(userName, [...trustedProviders, ...otherProviders]);
  const isProven = named !== undefined && mayVouch(named.provider, address.domain, linking) && emailVerified === "true";
  // Nobody will be linked, and nobody refused: then nobody need be looked for.
  if (!isProven && otherwise === "new-user") return { kind: "new-user" };
  return {
    kind: "look-up",
    address: email,
    // Whether a filter heeds case is not documented, so both forms are asked for.
    addresses: [...new Set([email, lower(email)])],
    identity: isProven ? named : undefined,
  };
};

/** Somebody with a password of their own, who has proven this very address, and whom nobody has locked out. */
const isSafe = ({ userName, status, enabled, attributes }: ListedUser) =>
  userName !== "" && status === "CONFIRMED" && enabled && attributes["email_verified"] === "true";

/** A second identity of one provider with the same address may be its next owner: it is not linked. */
const verdictOn = (user: ListedUser, identity: Identity): Verdict | undefined => {
  const known = identitiesOf(user.attributes["identities"]);
  if (!isSafe(user) || known === undefined) return undefined;
  const same = known.filter(({ provider }) => lower(provider) === lower(identity.provider));
  const done = same.some(({ userId }) => userId === identity.userId);
  if (!done && (same.length > 0 || known.length >= mostIdentities)) return undefined;
  return { kind: "link", userName: user.userName, identity, done };
};

/**
 * Whether the one safe row is met: exactly one local user has the address, and is safe. What the pool answered is compared
 * once more, so that no filter decides who is linked.
 */
export const judgeUsers = (
  { address, identity }: Extract<Question, { kind: "look-up" }>,
  listed: readonly ListedUser[],
  { otherwise = "new-user" }: Linking,
): Verdict => {
  const users = listed.filter(({ attributes }) => lower(attributes["email"] ?? "") === lower(address));
  if (users.length === 0) return { kind: "new-user" };
  const [local, ...others] = users.filter(({ status }) => status !== "EXTERNAL_PROVIDER");
  const link = identity && local && others.length === 0 ? verdictOn(local, identity) : undefined;
  return link ?? { kind: otherwise };
};
