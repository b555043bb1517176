import type { EventBridgeEvent } from "aws-lambda";
import suite from "#suite";
import { markAddress, settleByEvent } from "../aws/feedback.ts";
import { openTable } from "../aws/table.ts";
import { feedbackOf, type MailEvent, type MailStatus } from "../rules/mail/mail-feedback.ts";
import type { SentSettlement } from "../rules/mail/outbox.ts";
import type { Key } from "../rules/people/keys.ts";
import { readEnvironment } from "../runtime/config.ts";
import { type Report, report } from "../runtime/logger.ts";
import { type Measure, measure } from "../runtime/metrics.ts";
import { createWorker } from "../runtime/worker.ts";
import { countFeedback } from "./mail-numbers.ts";

export type Dependencies = {
  settle: (key: Key, settlement: SentSettlement) => Promise<boolean>;
  mark: (sub: string, status: MailStatus) => Promise<boolean>;
  report: Report;
  measure: Measure;
  sentMailDays: number;
};

/** SES's event from EventBridge. It arrives at least once, in any order. */
type FeedbackEvent = Pick<EventBridgeEvent<string, MailEvent>, "detail">;

/**
 * Writes what an SES event says: that SES has the mail, which settles a lost answer, or that an address refuses mail.
 * Both writes have conditions, so repeats and late events change nothing. Rejects only if the table cannot be reached;
 * Lambda then retries, and finally moves the event to the on-failure queue.
 */
export const createHandler =
  ({ settle, mark, report, measure, sentMailDays }: Dependencies) =>
  async ({ detail = {} }: Partial<FeedbackEvent>): Promise<void> => {
    const feedback = feedbackOf(detail, sentMailDays);
    if ("ignored" in feedback) {
      measure(countFeedback(detail));
      report("mail event ignored", { event: detail.eventType, reason: feedback.ignored });
      return;
    }
    const { key, settlement, refusal } = feedback;
    await Promise.all([
      settle(key, settlement).then(
        (settled) => settled && report("mail settled by event", { event: detail.eventType }),
      ),
      refusal &&
        mark(refusal.sub, refusal.mailStatus).then((marked) =>
          report(marked ? "address refuses mail" : "address refused mail before", { state: refusal.mailStatus.state }),
        ),
    ]);
    // Published after all writes, because a retry would count again.
    measure(countFeedback(detail));
  };

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME"]);
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME, { maxAttempts: 5 });

export const handler = createWorker(
  createHandler({
    settle: settleByEvent(table),
    mark: markAddress(table),
    report,
    measure,
    sentMailDays: suite.retention.sentMailDays,
  }),
  { failure: "mail event not written" },
);
