import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import type { EventSourceMapping } from "./definitions.ts";
import { passesFilter } from "./filter-patterns.ts";
import type { Invoke } from "./functions.ts";
import { createSave, readSaved } from "./saved-file.ts";
import { awsClient } from "./settings.ts";
import { toStreamRecord } from "./stream-records.ts";

type Position = { streamArn: string; sequenceNumber?: string };
type StreamReader = {
  mapping: EventSourceMapping;
  endpoint: string;
  streamArn: string;
  state: string;
  invoke: Invoke;
  report: (line: string) => void;
  signal: AbortSignal;
};

const pollInterval = 250;
const readSequenceNumber = (record: _Record): string => record.dynamodb?.SequenceNumber ?? "";

const readFailedNumber = (payload: unknown): string | undefined =>
  (payload as { batchItemFailures?: { itemIdentifier?: string }[] } | null)?.batchItemFailures?.[0]?.itemIdentifier;

/** Invokes the function with a batch. @returns the records that must be delivered again */
const deliver = async (
  { mapping, streamArn, invoke, signal }: StreamReader,
  batch: readonly _Record[],
): Promise<readonly _Record[]> => {
  const Records = batch.map((record) => toStreamRecord(record, streamArn));
  const answer = await invoke(mapping.function, { Records }, signal).catch((error: Error) => ({
    error: error.message,
  }));
  if ("error" in answer) return batch;
  const failed = readFailedNumber(answer.payload);
  if (failed === undefined) return [];
  const from = batch.findIndex((record) => readSequenceNumber(record) === failed);
  // A number that is empty or not in the batch fails the whole batch.
  return from < 0 ? batch : batch.slice(from);
};

const deliverWithRetries = async (reader: StreamReader, batch: readonly _Record[]): Promise<void> => {
  let left = batch;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt > reader.mapping.maximumRetryAttempts) {
      reader.report(`${reader.mapping.function}: gave up ${left.length} stream records after ${attempt} attempts.`);
      return;
    }
    if (attempt > 0) await sleep(Math.min(250 * 2 ** attempt, 5000), undefined, { signal: reader.signal });
    left = await deliver(reader, left);
  }
};

const openShard = async (
  client: DynamoDBStreamsClient,
  { streamArn, sequenceNumber }: Position,
): Promise<string | undefined> => {
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: streamArn }));
  const ShardId = StreamDescription?.Shards?.at(-1)?.ShardId;
  if (ShardId === undefined) return undefined;
  const after = { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: sequenceNumber } as const;
  const shard = { StreamArn: streamArn, ShardId };
  const fromStart = new GetShardIteratorCommand({ ...shard, ShardIteratorType: "TRIM_HORIZON" });
  const { ShardIterator } = sequenceNumber
    ? await client.send(new GetShardIteratorCommand({ ...shard, ...after })).catch(() => client.send(fromStart))
    : await client.send(fromStart);
  return ShardIterator;
};

const readPosition = async (file: string, streamArn: string): Promise<Position> => {
  const saved = (await readSaved(file)) as Position | undefined;
  return saved?.streamArn === streamArn ? saved : { streamArn };
};

const readStream = async (reader: StreamReader): Promise<void> => {
  const { mapping, endpoint, streamArn, state, signal } = reader;
  const folder = join(state, "streams");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${mapping.function}.json`);
  const client = new DynamoDBStreamsClient({ ...awsClient, endpoint });
  const position = await readPosition(file, streamArn);
  const save = createSave(file);
  let iterator: string | undefined;
  while (!signal.aborted) {
    try {
      iterator ??= await openShard(client, position);
      const { Records = [], NextShardIterator } = iterator
        ? await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 100 }))
        : {};
      const wanted = Records.filter((record) =>
        passesFilter(toStreamRecord(record, streamArn), mapping.filterPatterns),
      );
      for (let start = 0; start < wanted.length; start += mapping.batchSize)
        await deliverWithRetries(reader, wanted.slice(start, start + mapping.batchSize));
      iterator = NextShardIterator;
      const last = Records.at(-1);
      if (last) {
        position.sequenceNumber = readSequenceNumber(last);
        await save(JSON.stringify(position));
      }
      if (Records.length === 0) await sleep(pollInterval, undefined, { signal });
    } catch (error) {
      if (signal.aborted) break;
      reader.report(`${mapping.function}: cannot read the stream: ${(error as Error).message}`);
      iterator = undefined;
      await sleep(1000, undefined, { signal }).catch(() => {});
    }
  }
  client.destroy();
};

/** Invokes a function with the records of the table's stream, as Lambda does, until the signal aborts. */
export const startStream = (reader: StreamReader): Promise<void> =>
  readStream(reader).catch((error: Error) => reader.report(error.message));
