import type { NoticeMail } from "../../templates/notice-mails.ts";
import { dueKey, expireAfterDays, type Key, outboxKey, subOf } from "../people/keys.ts";
import type { Reader } from "./reader.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long a worker may hold a mail before another may take it; longer than SES needs to report an event. */
export const leaseTime = 5 * minute;
export const maxBackoff = 15 * minute;
/** A mail that was not sent for this long is given up, which triggers an alarm. */
export const giveUpAfter = 72 * hour;

export type OwedMail = Key &
  Reader & {
    kind: NoticeMail;
    status: "PENDING";
    attempts: 0;
    createdAt: number;
    dueAt: number;
    duePk: string;
    /** Values of the mail beside its words, such as a time. */
    details: Record<string, string>;
    /** The previous address that is to be notified. The row loses it when the mail is sent. */
    leftEmail?: string;
  };

/** A mail that is due now. `id` separates mails of one kind; without it, a user gets that kind only once. */
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

/** Makes a dead mail owed again, as if from now on, once its cause is fixed. */
export const renewOwedMail = (pk: string, now: number) => ({
  status: "PENDING" as const,
  attempts: 0 as const,
  createdAt: now,
  dueAt: now,
  duePk: dueKey(subOf(pk)),
});

/** The result of one attempt to send. */
export type SendOutcome =
  | { result: "sent"; messageId: string }
  /** SES refused for now: try again. */
  | { result: "refused"; reason: string }
  /** SES will never accept this mail. */
  | { result: "impossible"; reason: string }
  /** No answer: the mail may have been sent. */
  | { result: "unknown"; reason: string };

export type SentSettlement = { status: "SENT"; expiresAt: number; messageId: string };

export type MailSettlement =
  | SentSettlement
  | { status: "PENDING"; dueAt: number; reason: string }
  | { status: "DEAD"; reason: string };

/** Whether the mail has been tried for long enough, for any reason: refusals, lost answers, or crashed workers. */
export const isGivenUp = ({ createdAt }: { createdAt: number }, now: number): boolean => now - createdAt > giveUpAfter;

type SettleContext = { attempts: number; now: number; sentMailDays: number; random: () => number };

/** For a mail that SES accepted. Its row expires after `sentMailDays`. */
export const newSentSettlement = (messageId: string, at: number, sentMailDays: number): SentSettlement => ({
  status: "SENT",
  expiresAt: expireAfterDays(at, sentMailDays),
  messageId,
});

/**
 * The new state of the row, or undefined to keep the lease. An unknown outcome waits for an SES event or the end of the
 * lease, because an immediate retry could send the mail twice. Times in milliseconds, `expiresAt` in seconds for TTL.
 */
export const newSettlement = (
  outcome: SendOutcome,
  { attempts, now, sentMailDays, random }: SettleContext,
): MailSettlement | undefined => {
  switch (outcome.result) {
    case "sent":
      return newSentSettlement(outcome.messageId, now, sentMailDays);
    case "unknown":
      return undefined;
    case "impossible":
      return { status: "DEAD", reason: outcome.reason };
    case "refused":
      return { status: "PENDING", dueAt: now + chooseBackoff(attempts, random), reason: outcome.reason };
  }
};

/** Doubles from 5 s to the maximum, at random within the upper half, so that workers spread out. */
export const chooseBackoff = (attempts: number, random: () => number): number =>
  Math.round(Math.min(maxBackoff, 5 * second * 2 ** Math.min(attempts - 1, 20)) * (0.5 + random() / 2));
