import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../schema/read.ts";
import type { Child } from "./child.ts";
import { startCognito } from "./cognito/server.ts";
import { startConsole } from "./console.ts";
import { ensureTable, startDatabase } from "./database.ts";
import { eventSourceMappings, scheduledFunctions } from "./definitions.ts";
import { createInvoke, functionsAreReady, startFunctions } from "./functions.ts";
import { startInbox } from "./inbox.ts";
import { assertPortsAreFree } from "./ports.ts";
import { clientId, poolId, readSettings, type Settings, type StackOptions, stage, tableName } from "./settings.ts";
import { startStream } from "./stream.ts";
import { startSweep } from "./sweep.ts";

export type Stack = {
  urls: { cognito: string; lambda: string; console: string; dynamodb: string; inbox: string };
  poolId: string;
  clientId: string;
  tableName: string;
  /** Where the servers' logs are. */
  logs: string;
  /** Settles with the reason if one of the servers ends by itself. */
  ended: Promise<Error>;
  stop: () => Promise<void>;
};

type Stopping = { stop: () => Promise<void> };

/** Bundles are kept: another stack may be running from them. */
const forget = async (state: string): Promise<void> => {
  const names = await readdir(state).catch(() => [] as string[]);
  await Promise.all(
    names.filter((name) => name !== "build").map((name) => rm(join(state, name), { recursive: true, force: true })),
  );
};

const urlsOf = ({ ports }: Settings, dynamodb: string): Stack["urls"] => ({
  cognito: `http://localhost:${ports.cognito}`,
  lambda: `http://localhost:${ports.lambda}`,
  console: `http://localhost:${ports.console}`,
  dynamodb,
  inbox: `http://localhost:${ports.ses}`,
});

/** `onPart` hears of each part once it is up. `interrupt` gives up while starting. */
type Starting = { onPart?: (name: string) => void; interrupt?: AbortSignal };

/** Starts the whole suite on this machine; resolves when every address answers. */
export const startStack = async (
  project: Project,
  options: StackOptions = {},
  { onPart = () => {}, interrupt }: Starting = {},
): Promise<Stack> => {
  const settings = readSettings(options, project);
  await assertPortsAreFree(settings);
  const { fresh, state } = settings;
  if (fresh) await forget(state);
  await mkdir(join(state, "logs"), { recursive: true });

  const parts = new AsyncDisposableStack();
  const keep = <Part extends Stopping>(part: Part): Part => parts.adopt(part, ({ stop }) => stop());
  const abort = new AbortController();
  const signal = interrupt ? AbortSignal.any([abort.signal, interrupt]) : abort.signal;
  const ending = Promise.withResolvers<Error>();
  const watch = (child: Child): void => {
    void keep(child).ended.then((reason) => {
      abort.abort(reason);
      ending.resolve(reason);
    });
  };
  const part = async <Value>(name: string, starting: Promise<Value>): Promise<Value> => {
    const value = await starting;
    signal.throwIfAborted();
    onPart(name);
    return value;
  };

  try {
    const endpoint = await startDatabase(settings, watch);
    // Loading the functions takes longest, so the rest starts meanwhile.
    watch(startFunctions(project, settings, endpoint));
    const invoke = createInvoke(settings);
    const streamArn = await part("DynamoDB", ensureTable(endpoint, signal));
    await part("Inbox", startInbox(settings).then(keep));
    const cognito = await part(
      "Cognito",
      startCognito({ project, settings, invoke, mailFrom: project.stage(stage).mail.from }).then(keep),
    );
    await part("Functions", functionsAreReady(settings, signal));
    await part(
      "Console",
      startConsole({ suite: project.suite, settings, dynamodbEndpoint: endpoint, cognito, invoke }).then(keep),
    );
    const report = (line: string): void => console.error(line);
    const work = [
      ...eventSourceMappings().map((mapping) =>
        startStream({ mapping, endpoint, streamArn, state, invoke, report, signal }),
      ),
      ...scheduledFunctions().map((name) => startSweep(name, { invoke, report, signal })),
    ];
    parts.defer(async () => {
      abort.abort(new Error("The stack was stopped."));
      await Promise.all(work);
    });
    return {
      urls: urlsOf(settings, endpoint),
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
