import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent, EventBridgeEvent } from "aws-lambda";
import suite from "#suite";
import { type DueMail, findDueMails, leaseMail, settleMail } from "../aws/outbox.ts";
import { readProfile } from "../aws/person.ts";
import { openSes, sendMail } from "../aws/ses.ts";
import { readInvitation } from "../aws/sign-up-rows.ts";
import { openTable } from "../aws/table.ts";
import { dueShards, type Key } from "../rules/people/keys.ts";
import { hasInvitations } from "../rules/sign-up/sign-up-policy.ts";
import { readEnvironment } from "../runtime/config.ts";
import { withDeadline } from "../runtime/deadline.ts";
import { describeError, type Report, report } from "../runtime/logger.ts";
import { type Measure, measure } from "../runtime/metrics.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { readInvitedProfile } from "./invited-name.ts";
import { countMails, oldestOwedSeconds } from "./mail-numbers.ts";
import { renderNotice } from "./notice.ts";

export type Dependencies = {
  deliver: (key: Key) => Promise<Delivery | undefined>;
  due: (duePk: string, now: number, limit: number) => Promise<DueMail[]>;
  report: Report;
  measure: Measure;
  now: () => number;
};

/** Mails that are sent concurrently, and the milliseconds that they may take with SES and the table. */
const maxConcurrent = 10;
const batchMilliseconds = 25_000;

type SweepEvent = EventBridgeEvent<"Scheduled Event", object>;

/** Mails per shard and sweep. The next sweep follows a minute later. */
const maxPerShard = 250;

/**
 * A stream event names new rows; the sweep finds rows that the stream missed or that wait for a retry. The row decides,
 * not the event. A record fails only if the table cannot be reached; the stream then repeats from it.
 */
export const createHandler =
  (dependencies: Dependencies) =>
  async (event: DynamoDBStreamEvent | SweepEvent, context: Pick<Context, "getRemainingTimeInMillis">) =>
    "Records" in event ? deliverFromStream(dependencies, event) : deliverDue(dependencies, context);

const deliverFromStream = async (
  { deliver, report, measure }: Dependencies,
  { Records }: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> => {
  const results = await Promise.allSettled(
    Records.map(({ dynamodb }) =>
      deliver({ pk: dynamodb?.Keys?.["pk"]?.S ?? "", sk: dynamodb?.Keys?.["sk"]?.S ?? "" }),
    ),
  );
  measure(countMails(results.map((result) => (result.status === "fulfilled" ? result.value : undefined))));
  const failed = results.findIndex(({ status }) => status === "rejected");
  if (failed === -1) return { batchItemFailures: [] };
  report("owed mail not handled", { error: describeError((results[failed] as PromiseRejectedResult).reason) });
  return { batchItemFailures: [{ itemIdentifier: Records[failed]?.dynamodb?.SequenceNumber ?? "" }] };
};

const deliverDue = async (
  { deliver, due, report, measure, now }: Dependencies,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<void> => {
  const found = await Promise.all(
    dueShards.map((duePk) =>
      due(duePk, now(), maxPerShard).catch((error) => {
        report("owed mails not found", { error: describeError(error) });
        return undefined;
      }),
    ),
  );
  // Sorted across all shards, so that a large one does not delay the others.
  const keys = found.flatMap((part) => part ?? []).sort((one, other) => one.dueAt - other.dueAt);
  const delivered: Array<Delivery | undefined> = [];
  const failed: DueMail[] = [];
  while (keys.length > 0 && context.getRemainingTimeInMillis() > batchMilliseconds)
    delivered.push(
      ...(await Promise.all(
        keys.splice(0, maxConcurrent).map((key) =>
          deliver(key).catch((error) => {
            report("owed mail not handled", { error: describeError(error) });
            failed.push(key);
            return undefined;
          }),
        ),
      )),
    );
  if (keys.length > 0) report("owed mails left for the next sweep", { mails: keys.length });
  // Published even if it is 0: the alarm also rings if the metric is missing, because a sweep did not run or could not
  // read every shard.
  const oldest = oldestOwedSeconds(delivered, [...failed, ...keys], now());
  measure({ ...countMails(delivered), ...(!found.includes(undefined) && { OldestOwedMail: oldest }) });
};

const environment = readEnvironment([
  "AWS_REGION",
  "TABLE_NAME",
  "MAIL_FROM",
  "MAIL_CONFIGURATION_SET",
  "PAGES_URL",
  "STAGE",
]);
// Many attempts, because a mail that SES has accepted would be sent again if it were not marked.
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME, { maxAttempts: 7 });
const readRow = readInvitedProfile({
  invites: hasInvitations(suite),
  read: readProfile(table, { consistent: true }),
  readInvitation: readInvitation(table),
  report,
});

export const handler = createHandler({
  deliver: deliver({
    lease: leaseMail(table),
    settle: settleMail(table),
    readProfile: (sub) => withDeadline(3_000, (signal) => readRow(sub, signal)),
    render: renderNotice(suite, environment.PAGES_URL),
    send: sendMail(openSes(environment.AWS_REGION), {
      from: environment.MAIL_FROM,
      configurationSet: environment.MAIL_CONFIGURATION_SET,
      stage: environment.STAGE,
    }),
    report,
    now: Date.now,
    random: Math.random,
    sentMailDays: suite.retention.sentMailDays,
  }),
  due: findDueMails(table),
  report,
  measure,
  now: Date.now,
});
