import type { NoticeMail } from "../../templates/notice-mails.ts";
import { type Key, outboxKeyOf, subOf } from "../people/keys.ts";
import { isSameMailbox } from "../sign-up/mail-address.ts";
import { newSentSettlement, type SentSettlement } from "./outbox.ts";

/** Why an address gets no more mail, mildest reason first. */
const mailStates = ["bounced", "complained"] as const;
type MailState = (typeof mailStates)[number];

/** `at` is when the state began, in milliseconds since 1970. */
export type MailStatus = { state: MailState; address: string; at: number };

/**
 * The states that a state replaces regardless of time. A later start of the same state is replaced, too, so that events
 * in any order leave the same status: the worst, since its first event.
 */
export const milderStatesOf = (state: MailState): readonly MailState[] =>
  mailStates.slice(0, mailStates.indexOf(state));

/**
 * An SES event about one mail, with the fields that are used.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export type MailEvent = {
  eventType?: string;
  mail?: {
    /** When the mail was sent: the same in all events of a mail. */
    timestamp?: string;
    messageId?: string;
    destination?: readonly string[];
    tags?: Readonly<Record<string, readonly string[]>>;
  };
  bounce?: { bounceType?: string; timestamp?: string };
  complaint?: { complaintFeedbackType?: string | null; timestamp?: string };
};

/** What an event changes: the mail's row, and the user's row if their address refuses mail. */
export type MailFeedback = { key: Key; settlement: SentSettlement; refusal?: { sub: string; mailStatus: MailStatus } };

/** Each of these events means that SES accepted the mail. They come in any order, and only one may arrive. */
const acceptedEvents = ["Send", "Delivery", "Bounce", "Complaint"];

/** What to write for an event, or why it is ignored. */
export const feedbackOf = (event: MailEvent, sentMailDays: number): MailFeedback | { ignored: string } => {
  const { eventType = "", mail } = event;
  const id = mail?.tags?.["outbox"]?.[0];
  // Cognito's own mails use the same configuration set.
  if (typeof id !== "string") return { ignored: "not an outbox mail" };
  const key = outboxKeyOf(id);
  if (!key) return { ignored: "unknown id" };
  if (!acceptedEvents.includes(eventType)) return { ignored: "other event" };
  const at = Date.parse(mail?.timestamp ?? "");
  if (Number.isNaN(at)) return { ignored: "no time" };
  const mailStatus = mailStatusOf(event, at);
  return {
    key,
    settlement: newSentSettlement(mail?.messageId ?? "", at, sentMailDays),
    ...(mailStatus && { refusal: { sub: subOf(key.pk), mailStatus } }),
  };
};

/** Whether a recipient reported a mail as unwanted. A report as "not spam" is a complaint event, too. */
export const isComplaint = ({ eventType, complaint }: MailEvent): boolean =>
  eventType === "Complaint" && complaint?.complaintFeedbackType !== "not-spam";

/**
 * For an address on SES's suppression list, SES also sends a permanent bounce (subtype OnAccountSuppressionList).
 * https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
 */
const mailStatusOf = (event: MailEvent, sentAt: number): MailStatus | undefined => {
  const { eventType, mail, bounce, complaint } = event;
  const address = mail?.destination?.[0];
  const at = Date.parse((eventType === "Bounce" ? bounce : complaint)?.timestamp ?? "") || sentAt;
  if (!address) return undefined;
  if (eventType === "Bounce" && bounce?.bounceType === "Permanent") return { state: "bounced", address, at };
  if (isComplaint(event)) return { state: "complained", address, at };
  return undefined;
};

/** Users whose account may be compromised must be notified, as long as there is an address to try. */
const securityNotices: readonly NoticeMail[] = [
  "password-changed",
  "new-sign-in",
  "address-changed",
  "mfa-on",
  "mfa-off",
];

/** Whether a mail must not be sent, because its address refused mail. */
export const isSuppressed = (kind: NoticeMail, to: string, status: MailStatus | undefined): boolean =>
  status !== undefined && isSameMailbox(status.address, to) && !securityNotices.includes(kind);
