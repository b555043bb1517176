import type { NoticeMail } from "../../templates/notice-mails.ts";
import { type Key, outboxKeyOf, subOf } from "../people/keys.ts";
import { isSameMailbox } from "../sign-up/mail-address.ts";
import { type SentSettlement, settleAsSent } from "./outbox.ts";

/** Why an address gets no further mail, the mildest reason first. */
const mailStates = ["bounced", "complained"] as const;
type MailState = (typeof mailStates)[number];

/** Why no further mail goes to an address, and since when; `at` in milliseconds since 1970. */
export type MailStatus = { state: MailState; address: string; at: number };

/**
 * The states that a state replaces, whenever they began. Its own state it replaces if that began later, so that events in
 * any order leave the same status: the worst, since its first event.
 */
export const milderStatesOf = (state: MailState): readonly MailState[] =>
  mailStates.slice(0, mailStates.indexOf(state));

/**
 * What SES publishes about one mail, typed for what is used of it.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export type MailEvent = {
  eventType?: string;
  mail?: {
    /** When the mail was sent: the same in all events of one mail. */
    timestamp?: string;
    messageId?: string;
    destination?: readonly string[];
    tags?: Readonly<Record<string, readonly string[]>>;
  };
  bounce?: { bounceType?: string; timestamp?: string };
  complaint?: { complaintFeedbackType?: string | null; timestamp?: string };
};

/** What an event changes: the mail's own row, and the person's row when their address refuses mail. */
export type MailFeedback = { key: Key; settlement: SentSettlement; refusal?: { sub: string; mailStatus: MailStatus } };

/** SES took the mail: it says so in each of these, in any order, and one of them may be the only one that arrives. */
const acceptedEvents = ["Send", "Delivery", "Bounce", "Complaint"];

/** What to write for an event; or the reason why nothing is. */
export const feedbackOf = (event: MailEvent, sentMailDays: number): MailFeedback | { ignored: string } => {
  const { eventType = "", mail } = event;
  const id = mail?.tags?.["outbox"]?.[0];
  // Cognito's own mails go through the same configuration set.
  if (typeof id !== "string") return { ignored: "no mail of the outbox" };
  const key = outboxKeyOf(id);
  if (!key) return { ignored: "no such id" };
  if (!acceptedEvents.includes(eventType)) return { ignored: "no such event" };
  const at = Date.parse(mail?.timestamp ?? "");
  if (Number.isNaN(at)) return { ignored: "no time" };
  const mailStatus = mailStatusOf(event, at);
  return {
    key,
    settlement: settleAsSent(mail?.messageId ?? "", at, sentMailDays),
    ...(mailStatus && { refusal: { sub: subOf(key.pk), mailStatus } }),
  };
};

/** Whether a reader took a mail for unwanted. One may report it as no spam, too, which is a complaint by form only. */
export const isComplaint = ({ eventType, complaint }: MailEvent): boolean =>
  eventType === "Complaint" && complaint?.complaintFeedbackType !== "not-spam";

/**
 * An address on SES's suppression list is a permanent bounce, too, of the subtype OnAccountSuppressionList.
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

/** Whoever can no longer trust their account must be told, as long as there is an address to try. */
const securityNotices: readonly NoticeMail[] = [
  "password-changed",
  "new-sign-in",
  "address-changed",
  "mfa-on",
  "mfa-off",
];

/** Whether a mail is not to be sent to an address, because that address refused mail; another address is free. */
export const isSuppressed = (kind: NoticeMail, to: string, status: MailStatus | undefined): boolean =>
  status !== undefined && isSameMailbox(status.address, to) && !securityNotices.includes(kind);
