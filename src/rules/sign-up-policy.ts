/** The only texts a refused person can read: the same whether or not the account exists. */
export const publicMessages = {
  "SU-ADDRESS": "Please enter a valid mail address.",
  "SU-DOMAIN": "Sign-up is not open to this mail domain.",
  "SU-LIMIT": "Too many attempts with this address. Please try again in an hour.",
} as const;

export type RefusalCode = keyof typeof publicMessages;

export type SignUpPolicy = {
  allowedDomains: readonly string[];
  deniedDomains: readonly string[];
  /** Sign-ups, and with them mails, that one address may have in an hour; 0: any number. */
  perAddressAndHour: number;
};

/** The domain in its ASCII form, lower case; undefined where the text is no mail address. Linear in its length. */
export const mailDomain = (address: string): string | undefined => {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  if (at < 1 || at > 64 || address.length > 254 || !/^[\x21-\x7e]+$/.test(local) || local.includes("@"))
    return undefined;
  const domain = address.slice(at + 1);
  // URL drops a control character at an end, so that what was read would not be what was written.
  if (!domain.includes(".") || /[\s\p{Cc}/?#:@\\%[\]]/u.test(domain)) return undefined;
  try {
    const host = new URL(`https://${domain}`).hostname.replace(/\.$/, "");
    return host.split(".").includes("") ? undefined : host;
  } catch {
    return undefined;
  }
};

const within = (domain: string, domains: readonly string[]): boolean =>
  domains.some((listed) => domain === listed.toLowerCase() || domain.endsWith(`.${listed.toLowerCase()}`));

/** Why this address may not join, or undefined where it may. A user without an address (phone only) is not judged by it. */
export const refuseSignUp = (
  address: string | undefined,
  policy: Pick<SignUpPolicy, "allowedDomains" | "deniedDomains">,
): RefusalCode | undefined => {
  if (address === undefined) return policy.allowedDomains.length > 0 ? "SU-DOMAIN" : undefined;
  const domain = mailDomain(address);
  if (domain === undefined) return "SU-ADDRESS";
  if (within(domain, policy.deniedDomains)) return "SU-DOMAIN";
  return policy.allowedDomains.length > 0 && !within(domain, policy.allowedDomains) ? "SU-DOMAIN" : undefined;
};
