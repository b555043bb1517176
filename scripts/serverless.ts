import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { SettingsError } from "../src/errors.ts";

/** Where the functions of stage `local` find their servers, unless the shell says otherwise. */
const localEnvironment = {
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_ENDPOINT_URL_DYNAMODB: "http://localhost:8000",
  AWS_ENDPOINT_URL_SESV2: "http://localhost:8005",
  AWS_ENDPOINT_URL_LAMBDA: "http://localhost:3002",
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: "http://localhost:9229",
};

const command = createRequire(import.meta.url).resolve("serverless/bin/serverless.js");

/** Runs the Serverless Framework in this terminal. @throws SettingsError when it ends with an error, which it has printed. */
export const serverless = async (options: readonly string[]): Promise<void> => {
  const isLocal = options.includes("local");
  const child = spawn(process.execPath, [command, ...options], {
    stdio: "inherit",
    env: { ...(isLocal && localEnvironment), ...process.env, SLS_NOTIFICATIONS_MODE: "off" },
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new SettingsError(`serverless ${options[0]} did not succeed.`);
};
