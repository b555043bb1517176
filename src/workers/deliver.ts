import { randomUUID } from "node:crypto";
import type { LeasedMail } from "../aws/outbox.ts";
import type { OutgoingMail } from "../aws/ses.ts";
import { isSuppressed } from "../rules/mail/mail-feedback.ts";
import { isGivenUp, type MailSettlement, newSettlement, type SendOutcome } from "../rules/mail/outbox.ts";
import { type Key, outboxId, subOf } from "../rules/people/keys.ts";
import type { ProfileRow } from "../rules/people/profile.ts";
import { toDeliverable } from "../rules/sign-up/mail-address.ts";
import { describeError, type Report } from "../runtime/logger.ts";
import type { Notice } from "./notice.ts";

export type Dependencies = {
  lease: (key: Key, leaseId: string, now: number) => Promise<LeasedMail | undefined>;
  settle: (mail: LeasedMail, settlement: MailSettlement) => Promise<boolean>;
  readProfile: (sub: string) => Promise<ProfileRow | undefined>;
  render: (mail: LeasedMail, profile: ProfileRow) => Notice;
  send: (mail: OutgoingMail) => Promise<SendOutcome>;
  report: Report;
  now: () => number;
  random: () => number;
  sentMailDays: number;
};

/** `createdAt` is when the mail was owed, in milliseconds. `unwanted`: no address can get it. */
export type Delivery = { state: "sent" | "owed" | "dead" | "unwanted"; createdAt: number };

/**
 * Sends one owed mail to the user's current address; undefined if it is not due or another worker has it. Rejects only
 * if the table cannot be reached; the row then remains for the next attempt.
 */
export const deliver =
  (dependencies: Dependencies) =>
  async (key: Key): Promise<Delivery | undefined> => {
    const { now, random, report, sentMailDays } = dependencies;
    const leased = await dependencies.lease(key, randomUUID(), now());
    if (!leased) return undefined;
    const outcome: SendOutcome = isGivenUp(leased, now())
      ? { result: "impossible", reason: "given up" }
      : await attemptDelivery(dependencies, leased);
    const settlement = newSettlement(outcome, { ...leased, now: now(), random, sentMailDays });
    if (outcome.result !== "sent")
      report(settlement?.status === "DEAD" ? "mail dead" : "mail not sent", {
        kind: leased.kind,
        attempts: leased.attempts,
        result: outcome.result,
        reason: outcome.reason,
      });
    if (settlement && !(await dependencies.settle(leased, settlement))) {
      report("mail lease lost", { kind: leased.kind });
      return undefined;
    }
    return { state: deliveryStateOf(settlement), createdAt: leased.createdAt };
  };

/** Not failures: the user has no address, or it refused mail. */
const unwantedReasons = ["no address", "suppressed"];

const deliveryStateOf = (settlement: MailSettlement | undefined): Delivery["state"] => {
  if (settlement?.status === "SENT") return "sent";
  if (settlement?.status !== "DEAD") return "owed";
  return unwantedReasons.includes(settlement.reason) ? "unwanted" : "dead";
};

const attemptDelivery = async (
  { readProfile, render, send, report }: Dependencies,
  leased: LeasedMail,
): Promise<SendOutcome> => {
  try {
    const profile = await readProfile(subOf(leased.pk));
    // Post-authentication can owe the notice of a first sign-in before pre-token-generation creates the profile.
    if (!profile) return { result: "refused", reason: "no profile" };
    const to = recipientOf(leased, profile);
    if (!to) return { result: "impossible", reason: "no address" };
    if (isSuppressed(leased.kind, to, profile.mailStatus)) return { result: "impossible", reason: "suppressed" };
    return await send({ id: outboxId(leased), kind: leased.kind, to: toDeliverable(to), ...render(leased, profile) });
  } catch (error) {
    report("mail not made", { kind: leased.kind, error: describeError(error) });
    return { result: "refused", reason: "not made" };
  }
};

/** A user who entered a stranger's address and signs in by phone could cause these as often as they like. */
const provenOnlyKinds: readonly LeasedMail["kind"][] = ["password-changed", "mfa-on", "mfa-off"];

/** The previous address is notified of a change. Rows from before `leftEmail` existed have it in the profile. */
const recipientOf = (
  { kind, leftEmail }: LeasedMail,
  { email, emailVerified, latestEmail, previousEmail }: ProfileRow,
): string | undefined => {
  if (kind === "address-changed") return leftEmail ?? previousEmail;
  return latestEmail ?? (emailVerified || !provenOnlyKinds.includes(kind) ? email : undefined);
};
