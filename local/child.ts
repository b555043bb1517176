import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "./settings.ts";

export type Child = {
  /** Resolves with the reason when the process ends. */
  ended: Promise<Error>;
  stop: () => Promise<void>;
};

type ChildOptions = {
  name: string;
  command: string;
  arguments: readonly string[];
  logFile: string;
  environment?: NodeJS.ProcessEnv;
  directory: string;
};

/** Milliseconds between SIGTERM and SIGKILL. */
const killDelay = 1500;

/** A negative ID signals the whole group, including what the child started. */
const signalGroup = (process_: ChildProcess, signal: NodeJS.Signals): void => {
  if (process_.pid === undefined) return;
  try {
    process.kill(-process_.pid, signal);
  } catch {
    process_.kill(signal);
  }
};

const readLastLines = (file: string): string =>
  readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n  ");

/** Starts a program in its own process group, under `guard.ts`, with its output in a log file. */
export const startChild = (options: ChildOptions): Child => {
  const log = openSync(options.logFile, "w");
  const started = spawn(
    process.execPath,
    [join(import.meta.dirname, "guard.ts"), options.command, ...options.arguments],
    {
      cwd: options.directory,
      ...(options.environment && { env: options.environment }),
      detached: true,
      stdio: ["ignore", log, log, "ipc"],
    },
  );
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    started.once("exit", () => resolve());
    started.once("error", () => resolve());
  });
  const ended = exited.then(
    () =>
      new StartError(
        `${options.name} ended unexpectedly. The end of ${options.logFile}:\n  ${readLastLines(options.logFile)}`,
      ),
  );
  const stop = async (): Promise<void> => {
    signalGroup(started, "SIGTERM");
    const timer = setTimeout(() => signalGroup(started, "SIGKILL"), killDelay);
    await exited;
    clearTimeout(timer);
    // The guard may end before its command.
    signalGroup(started, "SIGKILL");
  };
  return { ended, stop };
};
