import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Project } from "../../schema/read.ts";
import type { Invoke } from "../functions.ts";
import { closeServer } from "../ports.ts";
import type { StackSettings } from "../settings.ts";
import {
  CognitoServiceFactoryImpl,
  type Context,
  createServer,
  type Logger,
  type Services,
  UserPoolServiceFactoryImpl,
} from "./library.ts";
import { createMessages, createSend } from "./messages.ts";
import { ensureGroups, ensurePool } from "./pool.ts";
import { createRouter } from "./router.ts";
import { createRunTrigger } from "./run-trigger.ts";
import { createStores } from "./store.ts";
import { createTokenGenerator, type TokenRecord } from "./tokens.ts";
import { createTriggers } from "./triggers.ts";

export type CognitoServer = {
  /** The last tokens of a user, newest first. */
  findIssued: (sub: string) => TokenRecord[];
  stop: () => Promise<void>;
};

const maxRecords = 200;

const createLogger = (file: string): Logger => {
  const load = createRequire(import.meta.url);
  const pino = createRequire(load.resolve("cognito-local/package.json"))("pino") as {
    (options: object, destination: unknown): Logger;
    destination: (options: object) => unknown;
  };
  return pino({ level: "warn" }, pino.destination({ dest: file, sync: true }));
};

/** `mailFrom` is the pool's sender address. */
type Parts = { project: Project; settings: StackSettings; invoke: Invoke; mailFrom: string };

/** Starts cognito-local with the suite's functions as triggers, and SES for mail. */
export const startCognito = async ({ project, settings, invoke, mailFrom }: Parts): Promise<CognitoServer> => {
  const { ports, state } = settings;
  const logger = createLogger(join(state, "logs", "cognito.log"));
  const context: Context = { logger };
  const clock = { get: () => new Date() };
  const folder = join(state, "cognito");
  const stores = createStores(folder);
  const pools = new UserPoolServiceFactoryImpl(clock, stores);
  const cognito = await new CognitoServiceFactoryImpl(folder, stores, pools).create(context, {
    UsernameAttributes: ["email"],
  });
  await ensurePool(cognito, context, project);
  const { groups = [] } = project.suite;
  const names = groups.map(({ group }) => group);
  await ensureGroups(cognito, context, names);

  const records: TokenRecord[] = [];
  const remember = (record: TokenRecord): void => {
    records.unshift(record);
    records.length = Math.min(records.length, maxRecords);
  };
  const issuer = `http://localhost:${ports.cognito}`;
  const runTrigger = createRunTrigger(invoke);
  const services: Services = {
    clock,
    cognito,
    config: { UserPoolDefaults: { UsernameAttributes: ["email"] }, TokenConfig: { IssuerDomain: issuer } },
    messages: createMessages(runTrigger, createSend(`http://127.0.0.1:${ports.ses}`, mailFrom)),
    otp: () => String(randomInt(1_000_000)).padStart(6, "0"),
    tokenGenerator: createTokenGenerator(cognito, runTrigger, issuer, remember),
    triggers: createTriggers(cognito, runTrigger),
  };
  const { application } = createServer(createRouter(services), logger, {}, services);
  const server = createHttpServer(application).listen(ports.cognito, "127.0.0.1");
  await once(server, "listening");
  return {
    findIssued: (sub) => records.filter((record) => record.sub === sub),
    stop: () => closeServer(server),
  };
};
