/** A mail address in its parts: the local part as it was written, the domain in ASCII and lower case. */
export type MailAddress = { local: string; domain: string };

/** https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const longest = { address: 254, local: 64, domain: 253 };

// Dots may stand where RFC 5321 has none, for some providers gave out such addresses. Letters beyond ASCII may not:
// many look like one of ASCII, and hardly any server takes them.
const plainLocal = /^[\w.!#$%&'*+/=?^`{|}~-]+$/;
const quotedLocal = /^"[\x21\x23-\x3f\x41-\x5b\x5d-\x7e]+"$/;

/**
 * The domain in its ASCII form (IDNA, as browsers do it) and lower case; undefined where the text is no domain that mail
 * is sent to: one label, a number, an IP address, something that is invisible.
 */
export const asciiDomain = (text: string): string | undefined => {
  // URL drops some characters, or reads them as the end, so that what was read would not be what was written. Two
  // invisible ones have a meaning in Persian and Indic names, and URL knows where.
  if (text.length > longest.domain + 1 || /[\s/?#:@\\%[\]]|[^\P{C}\u200c\u200d]/u.test(text)) return undefined;
  if (!URL.canParse(`https://${text}`)) return undefined;
  const host = new URL(`https://${text}`).hostname.replace(/\.$/, "");
  const labels = host.split(".");
  const wellFormed = labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label) && !/^-|-$/.test(label));
  const named = labels.length > 1 && !/^\d+$/.test(labels[labels.length - 1] as string);
  return wellFormed && named && host.length <= longest.domain ? host : undefined;
};

const listed = new Map<string, string>();

/** A domain of the settings, which may have it in capitals or in other letters, as domains are compared. Remembered. */
export const listedDomain = (domain: string): string => {
  const known = listed.get(domain) ?? asciiDomain(domain) ?? domain.toLowerCase();
  listed.set(domain, known);
  return known;
};

/** The parts of an address; undefined where the text is none. Linear in its length. */
export const mailAddress = (text: string): MailAddress | undefined => {
  const at = text.lastIndexOf("@");
  if (at < 1 || at > longest.local || text.length > longest.address) return undefined;
  const local = text.slice(0, at);
  if (!/[^.]/.test(local) || !(plainLocal.test(local) || quotedLocal.test(local))) return undefined;
  const domain = asciiDomain(text.slice(at + 1));
  return domain === undefined || at + 1 + domain.length > longest.address ? undefined : { local, domain };
};

/**
 * What two spellings of one mailbox share: case, and how the domain is written. Nothing else is folded, so that never two
 * mailboxes become one. Cognito folds case as well, in pools that are not case-sensitive.
 */
export const mailbox = ({ local, domain }: MailAddress): string => `${local.toLowerCase()}@${domain}`;

/** Whether two texts are spellings of one mailbox. */
export const isSameMailbox = (one: string, other: string): boolean => {
  if (one === other) return true;
  const [address, otherAddress] = [mailAddress(one), mailAddress(other)];
  return address !== undefined && otherAddress !== undefined && mailbox(address) === mailbox(otherAddress);
};

/**
 * How an address is given to SES, which takes no domain in other letters than ASCII's. What is no address stays as it is.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
 */
export const deliverable = (text: string): string => {
  const address = /^[\x20-\x7e]*$/.test(text) ? undefined : mailAddress(text);
  return address ? `${address.local}@${address.domain}` : text;
};

/** Without quotation marks that change nothing: RFC 5321 (4.1.2) delivers `"ada+x"` as `ada+x`. Others hold the text apart. */
const unquoted = (local: string): string => {
  const inner = local.startsWith('"') ? local.slice(1, -1) : local;
  return plainLocal.test(inner) ? inner : local;
};

/** Whether the address has a `+tag`, as in `ada+news@example.com`. */
export const hasTag = ({ local }: MailAddress): boolean =>
  !unquoted(local).startsWith('"') && unquoted(local).indexOf("+") > 0;

/** Google delivers to one mailbox however an address is dotted. https://support.google.com/mail/answer/7436150 */
const undotted = new Set(["gmail.com", "googlemail.com"]);

/**
 * What counts as one mailbox, for counting only: case, `+tag`, quotation marks that change nothing and Google's dots are
 * folded. It is never used to mail to, or to find a user.
 */
export const foldedMailbox = (address: MailAddress): string => {
  const local = unquoted(address.local);
  if (local.startsWith('"')) return mailbox(address);
  const base = hasTag(address) ? local.slice(0, local.indexOf("+")) : local;
  return undotted.has(address.domain)
    ? mailbox({ local: base.replaceAll(".", "") || base, domain: "gmail.com" })
    : mailbox({ local: base, domain: address.domain });
};
