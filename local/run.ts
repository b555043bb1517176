import type { Project } from "../schema/read.ts";
import type { StackOptions } from "./settings.ts";
import { type Stack, startStack } from "./stack.ts";

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

/**
 * Runs the stack until it is interrupted or one of its servers ends; answers with the exit code.
 * @throws the reason if it cannot start, or a server has ended by itself
 */
export const runUntilStopped = async (project: Project, options: StackOptions): Promise<number> => {
  const interrupt = new AbortController();
  const interrupted = new Promise<undefined>((resolve) => {
    interrupt.signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interrupt.abort());
  // tools/command.ts has built before this, in the same process.
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
  if (reason) throw reason;
  return 0;
};
