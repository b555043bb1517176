import type { DueMail } from "../aws/outbox.ts";
import { isComplaint, type MailEvent } from "../rules/mail/mail-feedback.ts";
import type { Measure } from "../runtime/metrics.ts";
import type { Delivery } from "./deliver.ts";

type MetricValues = Parameters<Measure>[0];

/** That somebody has no address to be told at, or one that refused mail, is no fault: their mails are not among the dead. */
const metricNames = { sent: "MailsSent", owed: "MailsRetried", dead: "MailsDead" } as const;

/** How many mails were sent, are to be tried again, and were given up; nothing where there are none. */
export const countMails = (deliveries: ReadonlyArray<Delivery | undefined>): MetricValues => {
  const numbers: MetricValues = {};
  for (const delivery of deliveries)
    if (delivery && delivery.became !== "unwanted") {
      const name = metricNames[delivery.became];
      numbers[name] = (numbers[name] ?? 0) + 1;
    }
  return numbers;
};

/**
 * Seconds for which the oldest mail has been owed: of those that were tried in vain since they were first owed, of those
 * that this sweep left since they were due. A mail that is refused waits for up to 15 minutes, and no sweep sees it then.
 */
export const oldestOwedSeconds = (
  deliveries: ReadonlyArray<Delivery | undefined>,
  left: readonly DueMail[],
  now: number,
): number => {
  const since = [
    ...deliveries.flatMap((delivery) => (delivery?.became === "owed" ? [delivery.createdAt] : [])),
    ...left.map(({ dueAt }) => dueAt),
  ];
  return since.reduce((oldest, at) => Math.max(oldest, Math.round((now - at) / 1_000)), 0);
};

/** What SES's event adds; Cognito's own mails are among them, for they go through the same configuration set. */
export const countFeedback = (event: MailEvent): MetricValues => {
  if (event.eventType === "Delivery") return { MailsDelivered: 1 };
  if (event.eventType === "Bounce") return { MailsBounced: 1 };
  return isComplaint(event) ? { MailsComplained: 1 } : {};
};
