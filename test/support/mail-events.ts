import type { MailEvent } from "../../src/rules/mail/mail-feedback.ts";

type Changes = { id?: string | undefined; to?: string; messageId?: string; sentAt?: number; at?: number };

const base = Date.UTC(2026, 0, 2, 3, 4, 5);

/** SES's event about one mail, as in its examples. https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html */
export const mailEvent = (
  eventType: string,
  { id, to = "ada@example.com", messageId = "m1", sentAt = base, at = base + 2_000 }: Changes,
  facts: object = {},
): MailEvent => ({
  eventType,
  mail: {
    timestamp: new Date(sentAt).toISOString(),
    messageId,
    destination: [to],
    tags: {
      "ses:configuration-set": ["cognito-trigger-suite-test"],
      "ses:caller-identity": ["sendMail"],
      ...(id !== undefined && { outbox: [id], kind: ["welcome"], stage: ["test"] }),
    },
  },
  [eventType.toLowerCase()]: { timestamp: new Date(at).toISOString(), ...facts },
});

/** A permanent bounce. `facts` override its fields. */
export const bounce = (changes: Changes, facts: object = {}): MailEvent =>
  mailEvent("Bounce", changes, { bounceType: "Permanent", bounceSubType: "General", ...facts });

export const complaint = (changes: Changes, facts: object = {}): MailEvent =>
  mailEvent("Complaint", changes, { complaintFeedbackType: "abuse", ...facts });
