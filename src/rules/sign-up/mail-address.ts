/** A mail address in its parts: the local part as it was written, the domain in ASCII and lower case. */
export type MailAddress = { local: string; domain: string };

/** https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const maxLengths = { address: 254, local: 64, domain: 253 };

// Dots may stand where RFC 5321 has none, for some providers gave out such addresses. Letters beyond ASCII may not:
// many look like one of ASCII, and hardly any server takes them.
const plainLocal = /^[\w.!#$%&'*+/=?^`{|}~-]+$/;
const quotedLocal = /^"[\x21\x23-\x3f\x41-\x5b\x5d-\x7e]+"$/;

/**
 * The domain in its ASCII form (IDNA, as browsers do it) and lower case; undefined where the text is no domain that mail
 * is sent to: one label, a number, an IP address, something that is invisible.
 */
export const toAsciiDomain = (text: string): string | undefined => {
  // URL drops some characters, or reads them as the end, so that what was read would not be what was written. Two
  // invisible ones have a meaning in Persian and Indic names, and URL knows where.
  if (text.length > maxLengths.domain + 1 || /[\s/?#:@\\%[\]]|[^\P{C}\u200c\u200d]/u.test(text)) return undefined;
  if (!URL.canParse(`https://${text}`)) return undefined;
  const host = new URL(`https://${text}`).hostname.replace(/\.$/, "");
  const labels = host.split(".");
  const isWellFormed = labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label) && !/^-|-$/.test(label));
  const isNamed = labels.length > 1 && !/^\d+$/.test(labels[labels.length - 1] as string);
  return isWellFormed && isNamed && host.length <= maxLengths.domain ? host : undefined;
};

const normalizedDomains = new Map<string, string>();

/** A domain of the settings, which may have it in capitals or in other letters, as domains are compared. Remembered. */
export const normalizeDomain = (domain: string): string => {
  const known = normalizedDomains.get(domain) ?? toAsciiDomain(domain) ?? domain.toLowerCase();
  normalizedDomains.set(domain, known);
  return known;
};

/** The parts of an address; undefined where the text is none. Linear in its length. */
export const parseMailAddress = (text: string): MailAddress | undefined => {
  const at = text.lastIndexOf("@");
  if (at < 1 || at > maxLengths.local || text.length > maxLengths.address) return undefined;
  const local = text.slice(0, at);
  if (!/[^.]/.test(local) || !(plainLocal.test(local) || quotedLocal.test(local))) return undefined;
  const domain = toAsciiDomain(text.slice(at + 1));
  return domain === undefined || at + 1 + domain.length > maxLengths.address ? undefined : { local, domain };
};

/**
 * What two spellings of one mailbox share: case, and how the domain is written. Nothing else is folded, so that never two
 * mailboxes become one. Cognito folds case as well, in pools that are not case-sensitive.
 */
export const mailboxOf = ({ local, domain }: MailAddress): string => `${local.toLowerCase()}@${domain}`;

/** Whether two texts are spellings of one mailbox. */
export const isSameMailbox = (one: string, other: string): boolean => {
  if (one === other) return true;
  const [address, otherAddress] = [parseMailAddress(one), parseMailAddress(other)];
  return address !== undefined && otherAddress !== undefined && mailboxOf(address) === mailboxOf(otherAddress);
};

/**
 * How an address is given to SES, which takes no domain in other letters than ASCII's. What is no address stays as it is.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
 */
export const toDeliverable = (text: string): string => {
  const address = /^[\x20-\x7e]*$/.test(text) ? undefined : parseMailAddress(text);
  return address ? `${address.local}@${address.domain}` : text;
};

/** Without quotation marks that change nothing: RFC 5321 (4.1.2) delivers `"ada+x"` as `ada+x`. Others hold the text apart. */
const unquote = (local: string): string => {
  const inner = local.startsWith('"') ? local.slice(1, -1) : local;
  return plainLocal.test(inner) ? inner : local;
};

/** Whether the address has a `+tag`, as in `ada+news@example.com`. */
export const hasTag = ({ local }: MailAddress): boolean =>
  !unquote(local).startsWith('"') && unquote(local).indexOf("+") > 0;

/** Google delivers to one mailbox however an address is dotted. https://support.google.com/mail/answer/7436150 */
const dotlessDomains = new Set(["gmail.com", "googlemail.com"]);

/**
 * What counts as one mailbox, for counting only: case, `+tag`, quotation marks that change nothing and Google's dots are
 * folded. It is never used to mail to, or to find a user.
 */
export const foldMailbox = (address: MailAddress): string => {
  const local = unquote(address.local);
  if (local.startsWith('"')) return mailboxOf(address);
  const base = hasTag(address) ? local.slice(0, local.indexOf("+")) : local;
  return dotlessDomains.has(address.domain)
    ? mailboxOf({ local: base.replaceAll(".", "") || base, domain: "gmail.com" })
    : mailboxOf({ local: base, domain: address.domain });
};
