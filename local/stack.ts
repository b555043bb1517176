import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../schema/read.ts";
import type { Child } from "./child.ts";
import { startCognito } from "./cognito/server.ts";
import { startConsole } from "./console/server.ts";
import { ensureTable, startDatabase } from "./database.ts";
import { listEventSourceMappings, listScheduledFunctions } from "./definitions.ts";
import { createInvoke, startFunctions, waitForFunctions } from "./functions.ts";
import { startInbox } from "./inbox.ts";
import { assertPortsAreFree } from "./ports.ts";
import { clientId, poolId, readSettings, type StackOptions, type StackSettings, stage, tableName } from "./settings.ts";
import { startStream } from "./stream.ts";
import { startSweep } from "./sweep.ts";

export type Stack = {
  urls: { cognito: string; lambda: string; console: string; dynamodb: string; inbox: string };
  poolId: string;
  clientId: string;
  tableName: string;
  /** The folder of the servers' logs. */
  logs: string;
  /** Resolves with the reason if a server ends unexpectedly. */
  ended: Promise<Error>;
  stop: () => Promise<void>;
};

type Stoppable = { stop: () => Promise<void> };

/** Deletes all state except bundles, which another stack may be using. */
const deleteState = async (state: string): Promise<void> => {
  const names = await readdir(state).catch(() => [] as string[]);
  await Promise.all(
    names.filter((name) => name !== "build").map((name) => rm(join(state, name), { recursive: true, force: true })),
  );
};

const getUrls = ({ ports }: StackSettings, dynamodb: string): Stack["urls"] => ({
  cognito: `http://localhost:${ports.cognito}`,
  lambda: `http://localhost:${ports.lambda}`,
  console: `http://localhost:${ports.console}`,
  dynamodb,
  inbox: `http://localhost:${ports.ses}`,
});

/** `onPart` is called when a part has started. `interrupt` cancels the start. */
type StartOptions = { onPart?: (name: string) => void; interrupt?: AbortSignal };

/** Starts the whole suite on this machine, and resolves when every server answers. */
export const startStack = async (
  project: Project,
  options: StackOptions = {},
  { onPart = () => {}, interrupt }: StartOptions = {},
): Promise<Stack> => {
  const settings = readSettings(options, project);
  await assertPortsAreFree(settings);
  const { fresh, state } = settings;
  if (fresh) await deleteState(state);
  await mkdir(join(state, "logs"), { recursive: true });

  const parts = new AsyncDisposableStack();
  const stopLater = <Part extends Stoppable>(part: Part): Part => parts.adopt(part, ({ stop }) => stop());
  const abort = new AbortController();
  const signal = interrupt ? AbortSignal.any([abort.signal, interrupt]) : abort.signal;
  const ending = Promise.withResolvers<Error>();
  const watch = (child: Child): void => {
    void stopLater(child).ended.then((reason) => {
      abort.abort(reason);
      ending.resolve(reason);
    });
  };
  const startPart = async <Value>(name: string, starting: Promise<Value>): Promise<Value> => {
    const value = await starting;
    signal.throwIfAborted();
    onPart(name);
    return value;
  };

  try {
    const endpoint = await startDatabase(settings, watch);
    // Loading the functions takes longest, so the other parts start meanwhile.
    watch(startFunctions(project, settings));
    const invoke = createInvoke(settings);
    const streamArn = await startPart("DynamoDB", ensureTable(endpoint, signal));
    await startPart("Inbox", startInbox(settings).then(stopLater));
    const cognito = await startPart(
      "Cognito",
      startCognito({ project, settings, invoke, mailFrom: project.stage(stage).mail.from }).then(stopLater),
    );
    await startPart("Functions", waitForFunctions(settings, signal));
    await startPart(
      "Console",
      startConsole({ suite: project.suite, settings, dynamodbEndpoint: endpoint, cognito, invoke }).then(stopLater),
    );
    const report = (line: string): void => console.error(line);
    const work = [
      ...listEventSourceMappings().map((mapping) =>
        startStream({ mapping, endpoint, streamArn, state, invoke, report, signal }),
      ),
      ...listScheduledFunctions().map((name) => startSweep(name, { invoke, report, signal })),
    ];
    parts.defer(async () => {
      abort.abort(new Error("The stack was stopped."));
      await Promise.all(work);
    });
    return {
      urls: getUrls(settings, endpoint),
      poolId,
      clientId,
      tableName,
      logs: join(state, "logs"),
      ended: ending.promise,
      stop: () => parts.disposeAsync(),
    };
  } catch (error) {
    const reason = signal.aborted ? signal.reason : error;
    await parts.disposeAsync();
    throw reason;
  }
};
