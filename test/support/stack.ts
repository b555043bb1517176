import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

/** The first of five consecutive ports of the end-to-end tests' shared stack. */
export const stackPort = 19_229;

/** The URLs of a stack, by its first port. */
export const urlsFrom = (first: number) => ({
  cognito: `http://localhost:${first}`,
  lambda: `http://localhost:${first + 1}`,
  console: `http://localhost:${first + 2}`,
  dynamodb: `http://localhost:${first + 3}`,
  inbox: `http://localhost:${first + 4}`,
});

const root = resolve(__dirname, "../..");

/** Other ports, so that tests can run beside a developer's stack. */
const portsFrom = (first: number) => ({
  COGNITO_PORT: `${first}`,
  LAMBDA_PORT: `${first + 1}`,
  CONSOLE_PORT: `${first + 2}`,
  DYNAMODB_PORT: `${first + 3}`,
  SES_PORT: `${first + 4}`,
});

export type RunningStack = { child: ChildProcess; output: () => string; stop: () => Promise<number | null> };

/** Runs `npm start`, and waits until it is ready or ends. */
export const runStack = async (
  first: number,
  state: string,
  options: readonly string[] = [],
): Promise<RunningStack> => {
  const child = spawn(process.execPath, ["tools/suite.ts", "start", "--state", state, ...options], {
    cwd: root,
    env: { ...environmentWithoutAws(), ...portsFrom(first) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const ready = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      text += data;
      if (text.includes("Ready after")) ready.resolve();
    });
  // Not "exit", after which output may still arrive: https://nodejs.org/api/child_process.html#event-close
  await Promise.race([ready.promise, once(child, "close")]);
  return {
    child,
    output: () => text,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill("SIGINT");
        await once(child, "exit");
      }
      return child.exitCode;
    },
  };
};

// The fast tests' environment names servers that do not exist, and so may the developer's.
const environmentWithoutAws = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(AWS_|DYNAMODB_|APP_CLIENT|COGNITO_URL|MAIL_|PAGES_|STAGE|TABLE_|POWERTOOLS|ENSURE_)/.test(name),
    ),
  );
