import type { SignUp } from "../sign-up-settings.ts";
import { bucket, type Key } from "./keys.ts";
import { baseMailbox, type MailAddress } from "./mail-address.ts";
import { publicMailDomains } from "./public-mail-domains.ts";
import type { RefusalCode } from "./refusal-code.ts";

const hour = 3_600_000;

/** Something that is counted: `what` is put into a row as a digest only. */
export type Counted = { what: string; most: number; code: RefusalCode };

/** Google delivers however an address is dotted, so that one mailbox could be mailed to under many addresses. */
const undotted = new Set(["gmail.com", "googlemail.com"]);

/**
 * What counts as one mailbox, for counting only: case, `+tag` and Google's dots aside. It is never used to mail to, or to
 * find a user.
 */
export const foldedAddress = (address: MailAddress): string =>
  baseMailbox(address, undotted).replace(/@googlemail\.com$/, "@gmail.com");

/** All that an hour's sign-ups are counted by, in the order in which it is counted. */
export const countedOf = (
  address: MailAddress,
  {
    perAddressAndHour,
    perDomainAndHour = 0,
    perPublicDomainAndHour = 0,
  }: Pick<SignUp, "perAddressAndHour" | "perDomainAndHour" | "perPublicDomainAndHour">,
): Counted[] => {
  const perDomain = publicMailDomains.includes(address.domain) ? perPublicDomainAndHour : perDomainAndHour;
  const counted: Counted[] = [
    { what: foldedAddress(address), most: perAddressAndHour, code: "SU-LIMIT" },
    // No mailbox is written so: before its at sign stands something.
    { what: `@${address.domain}`, most: perDomain, code: "SU-BUSY" },
  ];
  return counted.filter(({ most }) => most > 0);
};

/** The row that counts the sign-ups of this hour; `digest` stands for what is counted. */
export const attemptsKey = (digest: string, now: number): Key => ({ pk: `ATTEMPTS#${digest}`, sk: bucket(now, hour) });

/** When that row may go, in seconds for TTL. */
export const attemptsExpire = (now: number): number => Math.floor((now + 2 * hour) / 1_000);
