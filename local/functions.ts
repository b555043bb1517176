import { createRequire } from "node:module";
import { join } from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { type Environment, root } from "../schema/folder.ts";
import type { Project } from "../schema/read.ts";
import { type Child, startChild } from "./child.ts";
import { getFunctionName } from "./definitions.ts";
import { awsClient, newLocalEnvironment, region, type StackSettings, stage } from "./settings.ts";
import { waitUntil } from "./wait-until.ts";

export type Answer = { payload: unknown } | { error: string };
export type Invoke = (name: string, event: unknown, signal?: AbortSignal) => Promise<Answer>;

/** serverless.yml passes some of these on to the functions, and all AWS_ variables reach them. */
const newEnvironment = (given: Environment, settings: StackSettings): NodeJS.ProcessEnv => ({
  ...newLocalEnvironment(given, settings),
  COGNITO_URL: `http://localhost:${settings.ports.cognito}`,
  PAGES_URL: `http://localhost:${settings.ports.console}`,
  BUILD_FOLDER: getBuildFolder(settings.ports.lambda),
  // Loading the framework takes most of the start. The compile cache makes it three times as fast.
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "local-stack"),
});

/** In the project, so that bundles find their packages, and one per stack, so that several can run at the same time. */
const getBuildFolder = (lambdaPort: number): string => `.local/build/${lambdaPort}`;

/** Starts serverless.yml's functions on a Lambda endpoint. */
export const startFunctions = (project: Project, settings: StackSettings): Child =>
  startChild({
    name: "Lambda",
    command: process.execPath,
    arguments: [
      createRequire(import.meta.url).resolve("serverless/bin/serverless.js"),
      ...["offline", "start", "--stage", stage, "--region", region, "--host", "127.0.0.1"],
      ...["--lambdaPort", String(settings.ports.lambda), "--noSponsor", "--terminateIdleLambdaTime", "3600"],
      // The console serves the pages' routes, so this port is not used.
      ...["--httpPort", "0"],
    ],
    environment: newEnvironment(project.environment, settings),
    logFile: join(settings.state, "logs", "functions.log"),
    directory: root,
  });

export const waitForFunctions = ({ ports }: StackSettings, signal: AbortSignal): Promise<void> =>
  waitUntil("Lambda", async () => (await fetch(`http://127.0.0.1:${ports.lambda}/`)).status === 404, { signal });

/** Calls a function by its name in serverless.yml. Throws only if the endpoint itself fails. */
export const createInvoke = ({ ports }: StackSettings): Invoke => {
  const client = new LambdaClient({ ...awsClient, endpoint: `http://127.0.0.1:${ports.lambda}`, maxAttempts: 1 });
  return async (name, event, signal) => {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName: getFunctionName(name), Payload: JSON.stringify(event) }),
      signal ? { abortSignal: signal } : {},
    );
    const text = Payload?.transformToString() ?? "";
    const payload: unknown = text === "" ? null : JSON.parse(text);
    if (!FunctionError) return { payload };
    return { error: String((payload as { errorMessage?: unknown } | null)?.errorMessage ?? FunctionError) };
  };
};
