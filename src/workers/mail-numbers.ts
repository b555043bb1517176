import type { DueMail } from "../aws/outbox.ts";
import { isComplaint, type MailEvent } from "../rules/mail/mail-feedback.ts";
import type { Measure } from "../runtime/metrics.ts";
import type { Delivery } from "./deliver.ts";

type MetricValues = Parameters<Measure>[0];

/** `unwanted` is not a failure, so it is not among the dead. */
const metricNames = { sent: "MailsSent", owed: "MailsRetried", dead: "MailsDead" } as const;

/** How many mails were sent, will be retried, and were given up. Zero counts are omitted. */
export const countMails = (deliveries: ReadonlyArray<Delivery | undefined>): MetricValues => {
  const numbers: MetricValues = {};
  for (const delivery of deliveries)
    if (delivery && delivery.state !== "unwanted") {
      const name = metricNames[delivery.state];
      numbers[name] = (numbers[name] ?? 0) + 1;
    }
  return numbers;
};

/**
 * The age of the oldest owed mail in seconds: since it was owed for failed attempts, since it was due for mails that
 * this sweep left. A refused mail waits for up to 15 minutes, during which no sweep sees it.
 */
export const oldestOwedSeconds = (
  deliveries: ReadonlyArray<Delivery | undefined>,
  left: readonly DueMail[],
  now: number,
): number => {
  const since = [
    ...deliveries.flatMap((delivery) => (delivery?.state === "owed" ? [delivery.createdAt] : [])),
    ...left.map(({ dueAt }) => dueAt),
  ];
  return since.reduce((oldest, at) => Math.max(oldest, Math.round((now - at) / 1_000)), 0);
};

/** Includes Cognito's own mails, which use the same configuration set. */
export const countFeedback = (event: MailEvent): MetricValues => {
  if (event.eventType === "Delivery") return { MailsDelivered: 1 };
  if (event.eventType === "Bounce") return { MailsBounced: 1 };
  return isComplaint(event) ? { MailsComplained: 1 } : {};
};
