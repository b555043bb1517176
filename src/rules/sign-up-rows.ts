import type { SignUp } from "../sign-up-settings.ts";
import type { Key } from "./keys.ts";
import { baseMailbox, hasTag, listedDomain, type MailAddress, mailbox } from "./mail-address.ts";

/** Who may join although nobody else may. `name` was written by staff, so that the welcome may use it. */
export type Invitation = {
  email: string;
  name?: string;
  inviter?: string;
  /** Milliseconds since 1970. */
  invitedAt: number;
  /** Seconds since 1970, for TTL. */
  expiresAt: number;
};

/** The row of an invitation; `digest` stands for the mailbox that is invited. */
export const invitationKey = (digest: string): Key => ({ pk: `INVITE#${digest}`, sk: "INVITATION" });

/** Whether an invitation still holds: TTL takes rows away days after their time. */
export const isOpen = ({ expiresAt }: Pick<Invitation, "expiresAt">, now: number): boolean => expiresAt * 1_000 > now;

/** The row that says which address has the account of a mailbox; `digest` stands for the mailbox without its tag. */
export const mailboxKey = (digest: string): Key => ({ pk: `MAILBOX#${digest}`, sk: "ACCOUNT" });

/** How long an address that was not yet confirmed keeps others of its mailbox out: as long as its code is valid. */
const codeValid = 24 * 3_600_000;

/** When an unconfirmed claim of a mailbox ends, in seconds. */
export const claimExpires = (now: number): number => Math.floor((now + codeValid) / 1_000);

/** A mailbox, and the one of its addresses that an account is for. */
export type Claimed = { mailbox: string; address: string; tagged: boolean };

/** What a sign-up with this address claims; undefined where settings take every address for itself. */
export const claimedBy = (
  address: MailAddress,
  { subAddresses, undottedDomains = [] }: Pick<SignUp, "subAddresses" | "undottedDomains">,
): Claimed | undefined =>
  subAddresses === "one-account"
    ? {
        mailbox: baseMailbox(address, new Set(undottedDomains.map(listedDomain))),
        address: mailbox(address),
        tagged: hasTag(address),
      }
    : undefined;
