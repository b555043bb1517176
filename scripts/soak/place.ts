import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { startChild } from "../../local/child.ts";
import { ensureTable, findBinary } from "../../local/database.ts";
import { freePort } from "../../local/free-port.ts";
import { region, tableName } from "../../local/settings.ts";
import { clientSettings } from "../../src/aws/clients.ts";
import type { Table } from "../../src/aws/table.ts";

/** A DynamoDB with the suite's table, for one proof. */
export type Place = { endpoint: string; streamArn: string; folder: string; table: Table; close: () => Promise<void> };

/** The table at an endpoint, by the settings of src/aws/table.ts. */
export const tableAt = (endpoint: string, maxAttempts = 7): Table => ({
  client: new DynamoDBClient({
    ...clientSettings(region, maxAttempts, { connectionTimeout: 400, requestTimeout: 5_000 }),
    endpoint,
  }),
  name: tableName,
});

/** Starts a DynamoDB on a free port, or on the given one, with its files in a folder that goes with it. */
export const openPlace = async (given?: number): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), "suite-faults-"));
  await mkdir(join(folder, "logs"));
  const port = given ?? (await freePort());
  // In memory, unlike the local stack's: what is proven here outlives no restart.
  const child = startChild({
    name: "DynamoDB",
    command: findBinary(),
    arguments: ["serve", "--port", String(port)],
    logFile: join(folder, "logs", "dynamodb.log"),
    directory: folder,
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const streamArn = await ensureTable(endpoint, AbortSignal.timeout(20_000));
  const table = tableAt(endpoint);
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

/** What serverless.yml gives the functions, with their servers here. */
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
