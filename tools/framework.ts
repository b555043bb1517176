import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { awsClient, readSettings } from "../local/settings.ts";
import { root } from "../schema/folder.ts";
import type { Project } from "../schema/read.ts";
import { SettingsError } from "../src/runtime/errors.ts";

/** Points the functions of stage `local` to the servers of `npm start`, whose ports may be set. */
const localEnvironment = (project: Project): Record<string, string> => {
  const { ports, dynamodbEndpoint } = readSettings({}, project);
  return {
    AWS_REGION: awsClient.region,
    AWS_ACCESS_KEY_ID: awsClient.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: awsClient.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint ?? `http://localhost:${ports.dynamodb}`,
    AWS_ENDPOINT_URL_SESV2: `http://localhost:${ports.ses}`,
    AWS_ENDPOINT_URL_LAMBDA: `http://localhost:${ports.lambda}`,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `http://localhost:${ports.cognito}`,
  };
};

const command = createRequire(import.meta.url).resolve("serverless/bin/serverless.js");

/** The framework packages into one folder of the project, so two packagings at a time would mix their functions. */
const runInTurn = async (work: () => Promise<void>): Promise<void> => {
  const release = await lock(root, {
    lockfilePath: join(root, "node_modules/.packaging.lock"),
    retries: { retries: 600, factor: 1, minTimeout: 500, maxTimeout: 500 },
  });
  try {
    await work();
  } finally {
    await release();
  }
};

/** serverless-esbuild leaves a folder for each function among the temporary files; this removes them. */
const withTemporaryFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "serverless-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const runFramework = async (project: Project, options: readonly string[], temporary: string): Promise<void> => {
  const isLocal = options.includes("local");
  const child = spawn(process.execPath, [command, ...options], {
    stdio: "inherit",
    env: {
      ...(isLocal && localEnvironment(project)),
      ...project.environment,
      SLS_NOTIFICATIONS_MODE: "off",
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
    },
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new SettingsError(`serverless ${options[0]} failed. See its output above.`);
};

/**
 * Runs the Serverless Framework in this terminal. Packagings run one after another.
 * @throws SettingsError if the framework fails; it has printed why
 */
export const runServerless = (project: Project, options: readonly string[]): Promise<void> => {
  const work = () => withTemporaryFolder((folder) => runFramework(project, options, folder));
  return ["package", "deploy"].includes(options[0] ?? "") ? runInTurn(work) : work();
};
