import type { Project } from "../schema/read.ts";
import type { StackOptions } from "./settings.ts";
import { type Stack, startStack } from "./stack.ts";

const formatSeconds = (milliseconds = performance.now()): string => (milliseconds / 1_000).toFixed(1);

const describeStack = ({ urls, poolId, clientId, logs }: Stack): string => `
  Console   ${urls.console}    sign up here
  Inbox     ${urls.inbox}    read the mails here
  Cognito   ${urls.cognito}    pool ${poolId}, client ${clientId}
  Lambda    ${urls.lambda}    the functions of serverless.yml
  DynamoDB  ${urls.dynamodb}
  Logs      ${logs}

  Ready after ${formatSeconds()} s. To stop, press Ctrl-C.
`;

/**
 * Runs the stack until it is interrupted. `showLine` gets a line for each part that has started. @returns the exit code
 * @throws the reason if it cannot start, or if a server ends unexpectedly
 */
export const runUntilStopped = async (
  project: Project,
  options: StackOptions,
  showLine: (line: string) => void,
): Promise<number> => {
  const onPart = (name: string, milliseconds?: number): void =>
    showLine(`  ${name.padEnd(10)}${formatSeconds(milliseconds).padStart(5)} s`);
  const interrupt = new AbortController();
  const interrupted = new Promise<undefined>((resolve) => {
    interrupt.signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interrupt.abort());
  // tools/command.ts has run the build in the same process.
  for (const { startTime } of performance.getEntriesByName("built")) onPart("Build", startTime);
  const starting = { onPart, interrupt: interrupt.signal };
  const stack = await startStack(project, options, starting).catch((error: unknown) => {
    if (interrupt.signal.aborted) return undefined;
    throw error;
  });
  if (!stack) return 130;
  console.log(describeStack(stack));
  const reason = await Promise.race([stack.ended, interrupted]);
  await stack.stop();
  if (reason) throw reason;
  return 0;
};
