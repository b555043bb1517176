import type { SignUp } from "../../settings/sign-up.ts";
import { type Key, startOfSlice } from "../people/keys.ts";
import { foldMailbox, type MailAddress } from "./mail-address.ts";
import { publicMailDomains } from "./public-mail-domains.ts";
import type { RefusalCode } from "./refusal-code.ts";

const hour = 3_600_000;

/** `what` is stored as a digest only. */
export type SignUpLimit = { what: string; max: number; code: RefusalCode };

type Limits = Pick<SignUp, "perAddressAndHour" | "perDomainAndHour" | "perPublicDomainAndHour">;

const keepIfLimited = (counted: SignUpLimit): SignUpLimit[] => (counted.max > 0 ? [counted] : []);

/** The address's limit per hour; empty if the settings have none. */
export const addressLimitsOf = (address: MailAddress, { perAddressAndHour }: Limits): SignUpLimit[] =>
  keepIfLimited({ what: foldMailbox(address), max: perAddressAndHour, code: "SU-LIMIT" });

/** The domain's limit per hour; empty if the settings have none. */
export const domainLimitsOf = (
  { domain }: MailAddress,
  { perDomainAndHour = 0, perPublicDomainAndHour = 0 }: Limits,
): SignUpLimit[] =>
  keepIfLimited({
    // Cannot collide with a mailbox, which has a local part.
    what: `@${domain}`,
    max: publicMailDomains.includes(domain) ? perPublicDomainAndHour : perDomainAndHour,
    code: "SU-BUSY",
  });

/** The row that counts the sign-ups of this hour. */
export const attemptsKey = (digest: string, now: number): Key => ({
  pk: `ATTEMPTS#${digest}`,
  sk: startOfSlice(now, hour),
});

/** In seconds for TTL. */
export const attemptsExpireAt = (now: number): number => Math.floor((now + 2 * hour) / 1_000);
