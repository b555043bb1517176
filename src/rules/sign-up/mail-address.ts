/** The local part as written; the domain in ASCII and lower case. */
export type MailAddress = { local: string; domain: string };

/** https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const maxLengths = { address: 254, local: 64, domain: 253 };

// Dots are allowed where RFC 5321 forbids them, because some providers issued such addresses. Non-ASCII letters are
// not: many look like ASCII letters, and few servers accept them.
const plainLocal = /^[\w.!#$%&'*+/=?^`{|}~-]+$/;
const quotedLocal = /^"[\x21\x23-\x3f\x41-\x5b\x5d-\x7e]+"$/;

/**
 * The domain in ASCII (IDNA, as browsers convert it) and lower case. Undefined if mail cannot be sent to it: a single
 * label, a number, an IP address, or hidden characters.
 */
export const toAsciiDomain = (text: string): string | undefined => {
  // URL drops some characters and treats others as the end, so these are rejected. It handles two hidden ones
  // correctly, which have a meaning in Persian and Indic names.
  if (text.length > maxLengths.domain + 1 || /[\s/?#:@\\%[\]]|[^\P{C}\u200c\u200d]/u.test(text)) return undefined;
  if (!URL.canParse(`https://${text}`)) return undefined;
  const host = new URL(`https://${text}`).hostname.replace(/\.$/, "");
  const labels = host.split(".");
  const isWellFormed = labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label) && !/^-|-$/.test(label));
  const isNamed = labels.length > 1 && !/^\d+$/.test(labels[labels.length - 1] as string);
  return isWellFormed && isNamed && host.length <= maxLengths.domain ? host : undefined;
};

const normalizedDomains = new Map<string, string>();

/** A domain of the settings, which may be in capitals or other letters, in the form for comparisons. Cached. */
export const normalizeDomain = (domain: string): string => {
  const known = normalizedDomains.get(domain) ?? toAsciiDomain(domain) ?? domain.toLowerCase();
  normalizedDomains.set(domain, known);
  return known;
};

/** Undefined for an invalid address. Takes linear time. */
export const parseMailAddress = (text: string): MailAddress | undefined => {
  const at = text.lastIndexOf("@");
  if (at < 1 || at > maxLengths.local || text.length > maxLengths.address) return undefined;
  const local = text.slice(0, at);
  if (!/[^.]/.test(local) || !(plainLocal.test(local) || quotedLocal.test(local))) return undefined;
  const domain = toAsciiDomain(text.slice(at + 1));
  return domain === undefined || at + 1 + domain.length > maxLengths.address ? undefined : { local, domain };
};

/**
 * Equal for two spellings of one mailbox: ignores case and how the domain is written, and nothing else, so that two
 * mailboxes never become one. Cognito ignores case, too, in pools that are not case-sensitive.
 */
export const mailboxOf = ({ local, domain }: MailAddress): string => `${local.toLowerCase()}@${domain}`;

export const isSameMailbox = (one: string, other: string): boolean => {
  if (one === other) return true;
  const [address, otherAddress] = [parseMailAddress(one), parseMailAddress(other)];
  return address !== undefined && otherAddress !== undefined && mailboxOf(address) === mailboxOf(otherAddress);
};

/**
 * The address as SES accepts it, with the domain in ASCII. Other text stays unchanged.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
 */
export const toDeliverable = (text: string): string => {
  const address = /^[\x20-\x7e]*$/.test(text) ? undefined : parseMailAddress(text);
  return address ? `${address.local}@${address.domain}` : text;
};

/** Removes redundant quotes: RFC 5321 (4.1.2) delivers `"ada+x"` as `ada+x`. Necessary quotes stay. */
const unquote = (local: string): string => {
  const inner = local.startsWith('"') ? local.slice(1, -1) : local;
  return plainLocal.test(inner) ? inner : local;
};

/** Whether the address has a `+tag`, as in `ada+news@example.com`. */
export const hasTag = ({ local }: MailAddress): boolean =>
  !unquote(local).startsWith('"') && unquote(local).indexOf("+") > 0;

/** Google ignores dots in addresses. https://support.google.com/mail/answer/7436150 */
const dotlessDomains = new Set(["gmail.com", "googlemail.com"]);

/** For counting only: ignores case, `+tag`, redundant quotes and Google's dots. Not for mail or user look-ups. */
export const foldMailbox = (address: MailAddress): string => {
  const local = unquote(address.local);
  if (local.startsWith('"')) return mailboxOf(address);
  const base = hasTag(address) ? local.slice(0, local.indexOf("+")) : local;
  return dotlessDomains.has(address.domain)
    ? mailboxOf({ local: base.replaceAll(".", "") || base, domain: "gmail.com" })
    : mailboxOf({ local: base, domain: address.domain });
};
