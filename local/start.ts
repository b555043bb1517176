import { parseArgs } from "node:util";
import { openProject, refuseProblems } from "../scripts/configuration.ts";
import { SettingsError } from "../src/errors.ts";
import { type StackOptions, StartError } from "./settings.ts";
import { type Stack, startStack } from "./stack.ts";

const usage = `npm start -- [--config <folder>] [--fresh] [--state <folder>]

  --config <folder>  its suite.config.ts and config/local.yml instead of the project's, such as samples/saas
  --fresh            forget users, rows and mails first
  --state <folder>   keep them in another folder than .local (or set LOCAL_STATE)`;

const readOptions = (): StackOptions & { config?: string } => {
  try {
    const { values } = parseArgs({
      options: {
        config: { type: "string" },
        fresh: { type: "boolean" },
        state: { type: "string" },
        help: { type: "boolean" },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    return values;
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${usage}`);
  }
};

const seconds = (milliseconds = performance.now()): string => (milliseconds / 1_000).toFixed(1);

const showPart = (name: string, milliseconds?: number): void =>
  console.log(`  ${name.padEnd(10)}${seconds(milliseconds).padStart(5)} s`);

const table = ({ urls, poolId, clientId, logs }: Stack): string => `
  Console   ${urls.console}    sign up here
  Inbox     ${urls.inbox}    where the mails arrive
  Cognito   ${urls.cognito}    pool ${poolId}, client ${clientId}
  Lambda    ${urls.lambda}    the functions of serverless.yml
  DynamoDB  ${urls.dynamodb}
  Logs      ${logs}

  Ready after ${seconds()} s. Ctrl-C ends everything.
`;

const isPlain = (error: unknown): error is Error => error instanceof StartError || error instanceof SettingsError;
const say = (error: unknown): void => console.error(isPlain(error) ? error.message : error);

const run = async (): Promise<number> => {
  const interrupt = new AbortController();
  const interrupted = new Promise<undefined>((resolve) => {
    interrupt.signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interrupt.abort());
  const { config, ...options } = readOptions();
  const project = openProject(config, process.env);
  refuseProblems(project.problems());
  // scripts/build-first.ts has built before this, in the same process.
  for (const { startTime } of performance.getEntriesByName("built")) showPart("Build", startTime);
  const starting = { onPart: showPart, interrupt: interrupt.signal };
  const stack = await startStack(project, options, starting).catch((error: unknown) => {
    if (interrupt.signal.aborted) return undefined;
    throw error;
  });
  if (!stack) return 130;
  console.log(table(stack));
  const reason = await Promise.race([stack.ended, interrupted]);
  await stack.stop();
  if (reason) say(reason);
  return reason ? 1 : 0;
};

run().then(
  (code) => process.exit(code),
  (error) => {
    say(error);
    process.exit(1);
  },
);
