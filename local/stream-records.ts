import type { _Record } from "@aws-sdk/client-dynamodb-streams";
import { region } from "./settings.ts";

/** Encodes bytes as base64, as in Lambda's events. */
const encodeBytes = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;

/** Converts a record to the form that Lambda passes to functions. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export const toStreamRecord = (record: _Record, streamArn: string): Record<string, unknown> => {
  const created = record.dynamodb?.ApproximateCreationDateTime;
  const text = JSON.stringify(
    {
      eventID: record.eventID,
      eventName: record.eventName,
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: region,
      dynamodb: {
        ...record.dynamodb,
        ApproximateCreationDateTime: created && Math.floor(new Date(created).getTime() / 1000),
      },
      eventSourceARN: streamArn,
    },
    encodeBytes,
  );
  return JSON.parse(text) as Record<string, unknown>;
};
