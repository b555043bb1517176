import type { SignUp } from "../../settings/sign-up.ts";
import type { Suite } from "../../settings/suite.ts";
import { hasTag, type MailAddress, normalizeDomain } from "./mail-address.ts";
import type { RefusalCode } from "./refusal-code.ts";

/** The sign-up settings of an app client: its own where it has some, and the suite's. */
export const signUpSettingsOf = ({ signUp, appClients }: Suite, clientId: string | null | undefined): SignUp =>
  clientId && Object.hasOwn(appClients, clientId) ? { ...signUp, ...appClients[clientId]?.signUp } : signUp;

/** Whether somebody has to be invited, anywhere. */
export const hasInvitations = ({ signUp, appClients }: Suite): boolean =>
  [{ signUp }, ...Object.values(appClients)].some((one) => one.signUp?.invitationOnly);

/** Whether a domain is one of these, or a part of one. */
export const isWithin = (domain: string, domains: readonly string[] = []): boolean =>
  domains.map(normalizeDomain).some((one) => domain === one || domain.endsWith(`.${one}`));

/** How many parts a listed domain has at most, so that one of a hundred parts is not looked for a hundred times. */
const maxLabels = 8;

/**
 * Whether a domain, or one that it is a part of, is in a list of one domain a line. Searching the text as it is costs a
 * cold start nothing. An empty list has none.
 */
export const isListed = (domain: string, list: string): boolean => {
  const lines = `\n${list}\n`;
  const labels = domain.split(".").slice(-maxLabels);
  return labels.some((_, index) => lines.includes(`\n${labels.slice(index).join(".")}\n`));
};

type AddressRules = Pick<
  SignUp,
  "allowedDomains" | "deniedDomains" | "disposableDomains" | "notDisposable" | "subAddresses"
>;

/**
 * Why a user with this address may not join, or undefined where they may. `disposable` is the list of disposable domains.
 * A user without an address (phone only) is not judged by it, unless only some domains may join.
 */
export const refuseAddress = (
  address: MailAddress | undefined,
  rules: AddressRules,
  disposable: () => string,
): RefusalCode | undefined => {
  const { allowedDomains, deniedDomains, disposableDomains, notDisposable, subAddresses } = rules;
  if (address === undefined) return allowedDomains.length > 0 ? "SU-DOMAIN" : undefined;
  const { domain } = address;
  const isAllowed = isWithin(domain, allowedDomains);
  if (isWithin(domain, deniedDomains) || (allowedDomains.length > 0 && !isAllowed)) return "SU-DOMAIN";
  if (
    disposableDomains === "refused" &&
    !isAllowed &&
    !isWithin(domain, notDisposable) &&
    isListed(domain, disposable())
  )
    return "SU-DISPOSABLE";
  return subAddresses === "refused" && hasTag(address) ? "SU-SUB-ADDRESS" : undefined;
};
