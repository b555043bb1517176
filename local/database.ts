import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  type UpdateTimeToLiveCommandInput,
} from "@aws-sdk/client-dynamodb";
import { table } from "../infra/table.ts";
import { type Child, startChild } from "./child.ts";
import { awsClient, type StackSettings, StartError, tableName } from "./settings.ts";
import { waitUntil } from "./wait-until.ts";

/** @throws StartError if there is no DynamoDB for this platform, with what to do */
export const findBinary = (): string => {
  const packageName = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
    return join(dirname(manifest), process.platform === "win32" ? "dynoxide.exe" : "dynoxide");
  } catch {
    throw new StartError(
      `There is no DynamoDB for this platform, because the package ${packageName} is not installed. Install it, or start DynamoDB Local (docker run -p 8000:8000 amazon/dynamodb-local) and set DYNAMODB_ENDPOINT=http://localhost:8000.`,
    );
  }
};

/** Starts DynamoDB, or uses DYNAMODB_ENDPOINT. @returns its endpoint */
export const startDatabase = async (settings: StackSettings, onStart: (child: Child) => void): Promise<string> => {
  if (settings.dynamodbEndpoint) return settings.dynamodbEndpoint;
  const folder = join(settings.state, "dynamodb");
  await mkdir(folder, { recursive: true });
  onStart(
    startChild({
      name: "DynamoDB",
      command: findBinary(),
      arguments: ["serve", "--port", String(settings.ports.dynamodb), "--db-path", join(folder, "table.db")],
      logFile: join(settings.state, "logs", "dynamodb.log"),
      directory: settings.state,
    }),
  );
  return `http://127.0.0.1:${settings.ports.dynamodb}`;
};

type TableProperties = Pick<
  CreateTableCommandInput,
  "AttributeDefinitions" | "KeySchema" | "GlobalSecondaryIndexes" | "StreamSpecification"
> &
  Pick<UpdateTimeToLiveCommandInput, "TimeToLiveSpecification">;

/** CloudFormation has the same names as the API. */
const declared = table({ name: tableName, deletionProtection: false, retain: false }).Resources["SuiteTable"]
  ?.Properties as TableProperties;

/** The input of CreateTable for the table of infra/table.ts. */
export const newTableInput = (name: string = tableName): CreateTableCommandInput => ({
  TableName: name,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: declared.AttributeDefinitions,
  KeySchema: declared.KeySchema,
  GlobalSecondaryIndexes: declared.GlobalSecondaryIndexes,
  StreamSpecification: { StreamEnabled: true, ...declared.StreamSpecification },
});

/** Creates the table of infra/table.ts unless it exists. @returns the ARN of its stream */
export const ensureTable = async (endpoint: string, signal: AbortSignal): Promise<string> => {
  const client = new DynamoDBClient({ ...awsClient, endpoint, maxAttempts: 1 });
  await waitUntil(
    `DynamoDB at ${endpoint}`,
    async () => Boolean(await client.send(new ListTablesCommand({}), { abortSignal: AbortSignal.timeout(1000) })),
    { seconds: 30, signal },
  );
  try {
    await client.send(new CreateTableCommand(newTableInput()));
    const { TimeToLiveSpecification } = declared;
    // An emulator without TTL keeps rows longer. Nothing else depends on it.
    await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification })).catch(() => {});
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  client.destroy();
  if (!Table?.LatestStreamArn) throw new Error(`The table ${tableName} has no stream.`);
  return Table.LatestStreamArn;
};
