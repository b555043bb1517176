import { createRequire } from "node:module";
import { join } from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { type Environment, root } from "../schema/folder.ts";
import type { Project } from "../schema/read.ts";
import { type Child, startChild } from "./child.ts";
import { functionName } from "./definitions.ts";
import { awsClient, region, type Settings, stage } from "./settings.ts";
import { waitUntil } from "./wait-until.ts";

/** What a function answered, or the error it ended with. */
export type Answer = { payload: unknown } | { error: string };
export type Invoke = (name: string, event: unknown, signal?: AbortSignal) => Promise<Answer>;

const withoutAws = (environment: Environment): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("AWS_")));

/** Every AWS_ variable reaches the functions; the others reach serverless.yml, which hands on what it names. */
const environmentFor = (given: Environment, { ports }: Settings, dynamodbEndpoint: string): NodeJS.ProcessEnv => ({
  ...withoutAws(given),
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: awsClient.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: awsClient.credentials.secretAccessKey,
  AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
  AWS_ENDPOINT_URL_SESV2: `http://127.0.0.1:${ports.ses}`,
  AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${ports.lambda}`,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `http://localhost:${ports.cognito}`,
  COGNITO_URL: `http://localhost:${ports.cognito}`,
  PAGES_URL: `http://localhost:${ports.console}`,
  BUILD_FOLDER: buildFolder(ports.lambda),
  // Loading the framework takes most of the start; compiled once, it is three times as fast.
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "local-stack"),
});

/** Below the project, so that bundles find their packages; one per stack, so that two can run side by side. */
const buildFolder = (lambdaPort: number): string => `.local/build/${lambdaPort}`;

/** Starts serverless.yml's functions on a Lambda endpoint. */
export const startFunctions = (project: Project, settings: Settings, dynamodbEndpoint: string): Child =>
  startChild({
    name: "Lambda",
    command: process.execPath,
    arguments: [
      createRequire(import.meta.url).resolve("serverless/bin/serverless.js"),
      ...["offline", "start", "--stage", stage, "--region", region, "--host", "127.0.0.1"],
      ...["--lambdaPort", String(settings.ports.lambda), "--noSponsor", "--terminateIdleLambdaTime", "3600"],
      // The pages' own routes are served on the console's port; whatever port this takes, nobody uses it.
      ...["--httpPort", "0"],
    ],
    environment: environmentFor(project.environment, settings, dynamodbEndpoint),
    logFile: join(settings.state, "logs", "functions.log"),
    directory: root,
  });

export const functionsAreReady = ({ ports }: Settings, signal: AbortSignal): Promise<void> =>
  waitUntil("Lambda", async () => (await fetch(`http://127.0.0.1:${ports.lambda}/`)).status === 404, { signal });

/** Calls a function by its name in serverless.yml. Throws only when the endpoint itself fails. */
export const createInvoke = ({ ports }: Settings): Invoke => {
  const client = new LambdaClient({ ...awsClient, endpoint: `http://127.0.0.1:${ports.lambda}`, maxAttempts: 1 });
  return async (name, event, signal) => {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName: functionName(name), Payload: JSON.stringify(event) }),
      signal ? { abortSignal: signal } : {},
    );
    const text = Payload?.transformToString() ?? "";
    const payload: unknown = text === "" ? null : JSON.parse(text);
    if (!FunctionError) return { payload };
    return { error: String((payload as { errorMessage?: unknown } | null)?.errorMessage ?? FunctionError) };
  };
};
