import type { NoticeMail } from "../../templates/notice-mails.ts";
import { dueKey, type Key, outboxKey, subOf } from "../people/keys.ts";
import type { Reader } from "./reader.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long a worker may hold a mail before another takes it up; longer than SES needs to report what it did. */
export const leaseTime = 5 * minute;
/** The longest wait between two tries. */
export const maxBackoff = 15 * minute;
/** A mail that could not be sent for so long is given up, and an alarm says so. */
export const giveUpAfter = 72 * hour;

export type OwedMail = Key &
  Reader & {
    kind: NoticeMail;
    status: "PENDING";
    attempts: 0;
    createdAt: number;
    dueAt: number;
    duePk: string;
    /** What the mail says beside its words, such as a time. */
    details: Record<string, string>;
    /** The address that was left and is to be told; the row lets go of it when the mail is sent. */
    leftEmail?: string;
  };

/** A mail to be sent at once. `id` tells apart mails of one kind to one person; without it there is one for ever. */
export const createOwedMail = (
  sub: string,
  kind: NoticeMail,
  reader: Reader,
  now: number,
  { id, details = {} }: { id?: string; details?: Record<string, string> } = {},
): OwedMail => ({
  ...outboxKey(sub, kind, id),
  ...reader,
  kind,
  status: "PENDING",
  attempts: 0,
  createdAt: now,
  dueAt: now,
  duePk: dueKey(sub),
  details,
});

/** What a dead mail becomes when a person has mended the cause: as if it was owed only now. */
export const renewOwedMail = (pk: string, now: number) => ({
  status: "PENDING" as const,
  attempts: 0 as const,
  createdAt: now,
  dueAt: now,
  duePk: dueKey(subOf(pk)),
});

/** What came of one try to send. */
export type SendOutcome =
  | { result: "sent"; messageId: string }
  /** SES said no, now: it can be tried again. */
  | { result: "refused"; reason: string }
  /** SES will never take this mail. */
  | { result: "impossible"; reason: string }
  /** No answer came: it may or may not have been sent. */
  | { result: "unknown"; reason: string };

export type SentSettlement = { status: "SENT"; expiresAt: number; messageId: string };

export type MailSettlement =
  | SentSettlement
  | { status: "PENDING"; dueAt: number; reason: string }
  | { status: "DEAD"; reason: string };

/** Whether a mail has been tried for long enough, whatever came of it: refusals, silence, or workers that died. */
export const isGivenUp = ({ createdAt }: { createdAt: number }, now: number): boolean => now - createdAt > giveUpAfter;

type SettleContext = { attempts: number; now: number; sentMailDays: number; random: () => number };

/** A mail that SES has taken; its row goes after so many days. */
export const settleAsSent = (messageId: string, at: number, sentMailDays: number): SentSettlement => ({
  status: "SENT",
  expiresAt: Math.floor(at / second) + sentMailDays * 24 * 3_600,
  messageId,
});

/**
 * What the row becomes, or undefined to leave it leased: an unknown outcome waits for SES's own event or the end of the
 * lease, because trying at once could mail the person twice. Times in milliseconds, `expiresAt` in seconds for TTL.
 */
export const settleOutcome = (
  outcome: SendOutcome,
  { attempts, now, sentMailDays, random }: SettleContext,
): MailSettlement | undefined => {
  switch (outcome.result) {
    case "sent":
      return settleAsSent(outcome.messageId, now, sentMailDays);
    case "unknown":
      return undefined;
    case "impossible":
      return { status: "DEAD", reason: outcome.reason };
    case "refused":
      return { status: "PENDING", dueAt: now + chooseBackoff(attempts, random), reason: outcome.reason };
  }
};

/** Doubling from 5 s to the longest, each time somewhere in the upper half so that workers spread. */
export const chooseBackoff = (attempts: number, random: () => number): number =>
  Math.round(Math.min(maxBackoff, 5 * second * 2 ** Math.min(attempts - 1, 20)) * (0.5 + random() / 2));
