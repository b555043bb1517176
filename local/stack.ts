import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../scripts/configuration.ts";
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

/** Waits for all, also when one fails: what is still starting would otherwise escape being stopped. */
const allOf = async <Values extends readonly unknown[]>(
  tasks: { [Index in keyof Values]: Promise<Values[Index]> },
  onFailure: () => void,
): Promise<Values> => {
  for (const task of tasks) task.catch(onFailure);
  const settled = await Promise.allSettled(tasks);
  const failed = settled.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
  return settled.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as Values;
};

/** Starts the whole suite on this machine; resolves when every address answers. `interrupt` gives up while starting. */
export const startStack = async (
  project: Project,
  options: StackOptions = {},
  interrupt?: AbortSignal,
): Promise<Stack> => {
  const settings = readSettings(options, project);
  await assertPortsAreFree(settings);
  if (settings.fresh) await forget(settings.state);
  await mkdir(join(settings.state, "logs"), { recursive: true });

  const running: Stopping[] = [];
  const work: Promise<void>[] = [];
  const abort = new AbortController();
  interrupt?.addEventListener("abort", () => abort.abort(), { once: true });
  const ending = Promise.withResolvers<Error>();
  const watch = (child: Child): void => {
    running.push(child);
    void child.ended.then((reason) => {
      if (abort.signal.aborted) return;
      abort.abort(reason);
      ending.resolve(reason);
    });
  };
  const keep = <Part extends Stopping>(part: Part): Part => {
    running.push(part);
    return part;
  };
  const stop = async (): Promise<void> => {
    abort.abort(new Error("The stack was stopped."));
    await Promise.all(work);
    await Promise.all(running.map((part) => part.stop()));
  };
  const report = (line: string): void => console.error(line);

  try {
    const { endpoint } = await startDatabase(settings, watch);
    watch(startFunctions(project, settings, endpoint));
    const invoke = createInvoke(settings);
    const { signal } = abort;
    const [streamArn, , cognito] = await allOf(
      [
        ensureTable(endpoint, signal),
        startInbox(settings).then(keep),
        startCognito({ project, settings, invoke, mailFrom: project.stage(stage).mail.from }).then(keep),
        functionsAreReady(settings, signal),
      ],
      () => abort.abort(),
    );
    keep(await startConsole({ suite: project.suite, settings, dynamodbEndpoint: endpoint, cognito, invoke }));
    const { state } = settings;
    for (const mapping of eventSourceMappings())
      work.push(startStream({ mapping, endpoint, streamArn, state, invoke, report, signal }));
    for (const name of scheduledFunctions()) work.push(startSweep(name, { invoke, report, signal }));
    return {
      urls: urlsOf(settings, endpoint),
      poolId,
      clientId,
      tableName,
      logs: join(state, "logs"),
      ended: ending.promise,
      stop,
    };
  } catch (error) {
    const reason =
      abort.signal.reason instanceof Error && abort.signal.reason.name === "StartError" ? abort.signal.reason : error;
    await stop();
    throw reason;
  }
};
