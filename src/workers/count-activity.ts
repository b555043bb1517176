import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import suite from "#suite";
import { countOnce } from "../aws/activity.ts";
import { openTable } from "../aws/table.ts";
import { type Countable, countablesOf, type RowChange } from "../rules/people/activity.ts";
import { readEnvironment } from "../runtime/config.ts";
import { describeError, type Report, report } from "../runtime/logger.ts";
import { type Measure, measure } from "../runtime/metrics.ts";
import { defaultStatsDays } from "../settings/suite.ts";

export type Dependencies = {
  count: (countables: readonly Countable[], now: number) => Promise<Countable[]>;
  measure: Measure;
  report: Report;
  now: () => number;
};

/** A transaction has at most 100 items, and a sign-in needs 3 marks and 4 numbers. */
const batchSize = 14;

/**
 * Counts sign-ups, sign-ins and users per day, from the table's stream. Records may repeat, in any order, so counted
 * ones are remembered. If the table cannot be reached, the stream repeats from the failed record.
 */
export const createHandler =
  ({ count, measure, report, now }: Dependencies) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const counted: Countable[] = [];
    const failures: string[] = [];
    for (let start = 0; start < Records.length && failures.length === 0; start += batchSize) {
      const group = Records.slice(start, start + batchSize);
      try {
        const countables = group.flatMap((record) => countablesOf(changeOf(record), now()));
        counted.push(...(await count(countables, now())));
      } catch (error) {
        report("activity not counted", { error: describeError(error) });
        failures.push(group[0]?.dynamodb?.SequenceNumber ?? "");
      }
    }
    measure(sumsOf(counted));
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
  };

const metricNames = { signUps: "SignUps", signIns: "SignIns", uniqueUsers: "UniqueUsers" } as const;

const sumsOf = (counted: readonly Countable[]): Parameters<Measure>[0] => {
  const sums: Parameters<Measure>[0] = {};
  for (const { activity, clientId, by } of counted.flatMap(({ tallies }) => tallies))
    if (clientId === undefined && activity !== "users") {
      const name = metricNames[activity];
      sums[name] = (sums[name] ?? 0) + by;
    }
  return sums;
};

type Image = Parameters<typeof unmarshall>[0];

const changeOf = ({ dynamodb }: DynamoDBRecord): RowChange => {
  const { Keys, OldImage, NewImage } = dynamodb ?? {};
  return {
    key: { pk: Keys?.["pk"]?.S ?? "", sk: Keys?.["sk"]?.S ?? "" },
    ...(OldImage && { before: unmarshall(OldImage as Image) }),
    ...(NewImage && { after: unmarshall(NewImage as Image) }),
  };
};

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME"]);
export const handler = createHandler({
  count: countOnce(openTable(environment.AWS_REGION, environment.TABLE_NAME, { maxAttempts: 5 }), {
    keptDays: suite.retention.statsDays ?? defaultStatsDays,
  }),
  measure,
  report,
  now: Date.now,
});
