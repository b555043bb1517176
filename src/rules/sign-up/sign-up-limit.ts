import type { SignUp } from "../../settings/sign-up.ts";
import { type Key, startOfSlice } from "../people/keys.ts";
import { foldMailbox, type MailAddress } from "./mail-address.ts";
import { publicMailDomains } from "./public-mail-domains.ts";
import type { RefusalCode } from "./refusal-code.ts";

const hour = 3_600_000;

/** Something that is counted: `what` is put into a row as a digest only. */
export type SignUpLimit = { what: string; most: number; code: RefusalCode };

type Limits = Pick<SignUp, "perAddressAndHour" | "perDomainAndHour" | "perPublicDomainAndHour">;

const keepIfLimited = (counted: SignUpLimit): SignUpLimit[] => (counted.most > 0 ? [counted] : []);

/** The hour's limit of an address; none where settings set none. */
export const addressLimitsOf = (address: MailAddress, { perAddressAndHour }: Limits): SignUpLimit[] =>
  keepIfLimited({ what: foldMailbox(address), most: perAddressAndHour, code: "SU-LIMIT" });

/** The hour's limit of an address's domain; none where settings set none. */
export const domainLimitsOf = (
  { domain }: MailAddress,
  { perDomainAndHour = 0, perPublicDomainAndHour = 0 }: Limits,
): SignUpLimit[] =>
  keepIfLimited({
    // Cannot collide with a mailbox, which has a local part.
    what: `@${domain}`,
    most: publicMailDomains.includes(domain) ? perPublicDomainAndHour : perDomainAndHour,
    code: "SU-BUSY",
  });

/** The row that counts the sign-ups of this hour; `digest` stands for what is counted. */
export const attemptsKey = (digest: string, now: number): Key => ({
  pk: `ATTEMPTS#${digest}`,
  sk: startOfSlice(now, hour),
});

/** When that row may go, in seconds for TTL. */
export const attemptsExpireAt = (now: number): number => Math.floor((now + 2 * hour) / 1_000);
