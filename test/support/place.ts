import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Child, startChild } from "../../local/child.ts";
import { ensureTable, findBinary } from "../../local/database.ts";
import { region, tableName } from "../../local/settings.ts";
import { waitUntil } from "../../local/wait-until.ts";
import { createClientSettings } from "../../src/aws/clients.ts";
import type { Table } from "../../src/aws/table.ts";

/** A DynamoDB with the suite's table, for one test. */
export type TestTable = {
  endpoint: string;
  streamArn: string;
  folder: string;
  table: Table;
  close: () => Promise<void>;
};

/** The table at an endpoint, with the settings of src/aws/table.ts. */
export const openTable = (endpoint: string, maxAttempts = 7): Table => ({
  client: new DynamoDBClient({
    ...createClientSettings(region, maxAttempts, { connectionTimeout: 400, requestTimeout: 5_000 }),
    endpoint,
  }),
  name: tableName,
});

/**
 * A random port for a DynamoDB, below the ephemeral range, so that no program or connection uses it before the server
 * starts, or between two servers.
 */
export const choosePort = (): number => 21_000 + Math.floor(Math.random() * 8_000);

/** The timeout for a DynamoDB to start, in seconds, on a busy machine. */
const patience = 60;

/** Starts a DynamoDB in memory, unlike the local stack. Rejects if it ends. */
const serve = async (port: number, folder: string): Promise<Child> => {
  const logFile = join(folder, "logs", "dynamodb.log");
  const child = startChild({
    name: "DynamoDB",
    command: findBinary(),
    arguments: ["serve", "--port", String(port)],
    logFile,
    directory: folder,
  });
  const stopped = new AbortController();
  const ended = child.ended.then((error) => {
    stopped.abort(error);
    throw error;
  });
  // Reads its output, because another server on this port would also answer.
  const listens = waitUntil("DynamoDB", async () => (await readFile(logFile, "utf8")).includes("listening on"), {
    seconds: patience,
    signal: stopped.signal,
  });
  try {
    await Promise.race([ended, listens]);
    return child;
  } catch (error) {
    await child.stop();
    throw error;
  }
};

/** The number of tries if a port is in use. */
const tries = 5;

/** Starts a DynamoDB on a free port, or on this one, with its files in a temporary folder. */
export const openTestTable = async (given?: number): Promise<TestTable> => {
  const folder = await mkdtemp(join(tmpdir(), "suite-faults-"));
  await mkdir(join(folder, "logs"));
  const start = async (left: number): Promise<{ child: Child; port: number }> => {
    const port = given ?? choosePort();
    try {
      return { child: await serve(port, folder), port };
    } catch (error) {
      if (left === 0) throw error;
      await sleep(1_000);
      return start(left - 1);
    }
  };
  const { child, port } = await start(tries);
  const endpoint = `http://127.0.0.1:${port}`;
  const streamArn = await ensureTable(endpoint, AbortSignal.timeout(patience * 1_000));
  const table = openTable(endpoint);
  return {
    endpoint,
    streamArn,
    folder,
    table,
    close: async () => {
      table.client.destroy();
      await child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

type Endpoints = { dynamodb: string; ses?: string; backend?: string };

/** The functions' environment from serverless.yml, with local servers. */
export const environmentFor = ({ dynamodb, ses = "", backend = "" }: Endpoints): Record<string, string> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
  AWS_ENDPOINT_URL_SESV2: ses,
  AWS_ENDPOINT_URL_LAMBDA: backend,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: backend,
  ENSURE_PROFILE_FUNCTION: "ensureProfile",
  MAIL_CONFIGURATION_SET: "cognito-trigger-suite-test",
  MAIL_FROM: "Example <no-reply@example.com>",
  PAGES_URL: "https://accounts.example.com",
  POWERTOOLS_LOG_LEVEL: "SILENT",
  POWERTOOLS_METRICS_DISABLED: "true",
  STAGE: "test",
  TABLE_NAME: tableName,
});
