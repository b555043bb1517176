import { randomUUID } from "node:crypto";
import type { LeasedMail } from "../aws/outbox.ts";
import type { OutgoingMail } from "../aws/ses.ts";
import { isSuppressed } from "../rules/mail/mail-feedback.ts";
import { isGivenUp, type MailSettlement, type SendOutcome, settleOutcome } from "../rules/mail/outbox.ts";
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

/** What a try has made of a mail, which was owed at `createdAt`, in milliseconds; `unwanted`: there is nobody to mail it to. */
export type Delivery = { became: "sent" | "owed" | "dead" | "unwanted"; createdAt: number };

/**
 * Sends one owed mail, if it is due and nobody else has it. The address is read now, not kept in the outbox, unless it is
 * one that was left. Resolves with undefined where it was somebody else's. Rejects only when the table cannot be reached,
 * and then the row is still there for the next try.
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
    const settlement = settleOutcome(outcome, { ...leased, now: now(), random, sentMailDays });
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
    return { became: becameOf(settlement), createdAt: leased.createdAt };
  };

/** Reasons that nobody can mend, and that are no fault: the person has no address, or it refused mail. */
const unwantedReasons = ["no address", "suppressed"];

const becameOf = (settlement: MailSettlement | undefined): Delivery["became"] => {
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
    // Post-authentication owes the notice of a first sign-in before pre-token-generation has made the profile.
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

/** Changes that can be made as often as one likes, by whoever named a stranger's address and signs in by phone. */
const provenOnlyKinds: readonly LeasedMail["kind"][] = ["password-changed", "mfa-on", "mfa-off"];

/**
 * The person's address of today; who is told of a new address is whoever had the old one. A row that was owed before rows
 * carried it has none: then it is the one before the last change.
 */
const recipientOf = (
  { kind, leftEmail }: LeasedMail,
  { email, emailVerified, latestEmail, previousEmail }: ProfileRow,
): string | undefined => {
  if (kind === "address-changed") return leftEmail ?? previousEmail;
  return latestEmail ?? (emailVerified || !provenOnlyKinds.includes(kind) ? email : undefined);
};
