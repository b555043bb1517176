import type { SignUp } from "../../settings/sign-up.ts";
import type { Suite } from "../../settings/suite.ts";
import { hasTag, type MailAddress, normalizeDomain } from "./mail-address.ts";
import type { RefusalCode } from "./refusal-code.ts";

/** The suite's sign-up settings, with those of the app client over them. */
export const signUpSettingsOf = ({ signUp, appClients }: Suite, clientId: string | null | undefined): SignUp =>
  clientId && Object.hasOwn(appClients, clientId) ? { ...signUp, ...appClients[clientId]?.signUp } : signUp;

/** Whether the suite or any app client requires invitations. */
export const hasInvitations = ({ signUp, appClients }: Suite): boolean =>
  [{ signUp }, ...Object.values(appClients)].some((one) => one.signUp?.invitationOnly);

/** Whether a domain is in the list, or a subdomain of one that is. */
export const isWithin = (domain: string, domains: readonly string[] = []): boolean =>
  domains.map(normalizeDomain).some((one) => domain === one || domain.endsWith(`.${one}`));

/** The maximum number of labels of a listed domain, so that long names do not cause long searches. */
const maxLabels = 8;

/** `list` has one domain per line; its subdomains match, too. Searching the text adds nothing to a cold start. */
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
 * The reason why a user with this address may not join; undefined if they may. `disposable` is the list of disposable
 * domains. A user without an address (phone only) is refused only if `allowedDomains` is not empty.
 */
export const findAddressRefusal = (
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
