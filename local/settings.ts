import { basename, join, resolve } from "node:path";
import { type Environment, root } from "../schema/folder.ts";
import type { Project } from "../schema/read.ts";
import type { Suite } from "../src/settings/suite.ts";

/** Where each server listens, and the environment variable that moves it. */
export const servers = {
  cognito: { name: "Cognito", port: 9229, variable: "COGNITO_PORT" },
  lambda: { name: "Lambda", port: 3002, variable: "LAMBDA_PORT" },
  console: { name: "console and pages", port: 3000, variable: "CONSOLE_PORT" },
  dynamodb: { name: "DynamoDB", port: 8000, variable: "DYNAMODB_PORT" },
  ses: { name: "SES and inbox", port: 8005, variable: "SES_PORT" },
} as const;

export type Server = keyof typeof servers;
export type Ports = Record<Server, number>;

export type StackOptions = {
  /** Forget users, rows, mails and stream positions first. */
  fresh?: boolean;
  /** The folder that holds all state; `.local` in the project unless given, `.local-<folder>` with --config. */
  state?: string;
  /** Ports that differ from the environment's and the usual ones. */
  ports?: Partial<Ports>;
};

export type Settings = { fresh: boolean; state: string; ports: Ports; dynamodbEndpoint: string | undefined };

/** Shown as one line, without a stack: the person at the terminal can do what it says. */
export class StartError extends Error {
  override name = "StartError";
}

/** Everything is found from here, not from where the command was typed. */
export const project = root;
/** The functions run with this region, so everything that shares their data must too. */
export const region = "eu-west-1";
export const stage = "local";
export const tableName = "cognito-trigger-suite-local";
export const poolId = "local_users";
export const clientId = "localwebclient";
/** One more for each app client that suite.config.ts gives a brand or a language, to try them with. */
export const clientIds = ({ appClients }: Suite): string[] => [clientId, ...Object.keys(appClients)];
/** What every SDK client here is made of. The emulators accept any key. */
export const awsClient = { region, credentials: { accessKeyId: "local", secretAccessKey: "local" } };

const readPort = (server: Server, environment: Environment): number => {
  const { port, variable } = servers[server];
  const given = environment[variable];
  if (given === undefined || given === "") return port;
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new StartError(`${variable}=${given} is not a port: give a whole number from 1 to 65535.`);
  return number;
};

/** Users of one settings folder have clients and groups that another does not know. */
const usualState = (folder: string): string => join(root, folder === root ? ".local" : `.local-${basename(folder)}`);

/** Options first, then the environment, then the usual values. */
export const readSettings = (
  options: StackOptions,
  { folder, environment }: Pick<Project, "folder" | "environment">,
): Settings => {
  const names = Object.keys(servers) as Server[];
  const ports = Object.fromEntries(
    names.map((name) => [name, options.ports?.[name] ?? readPort(name, environment)]),
  ) as Ports;
  for (const name of names) {
    const twin = names.find((other) => other < name && ports[other] === ports[name]);
    if (twin)
      throw new StartError(
        `Port ${ports[name]} is given to both ${servers[twin].name} and ${servers[name].name}: change ${servers[twin].variable} or ${servers[name].variable}.`,
      );
  }
  return {
    fresh: options.fresh ?? false,
    state: resolve(root, options.state || environment["LOCAL_STATE"] || usualState(folder)),
    ports,
    dynamodbEndpoint: environment["DYNAMODB_ENDPOINT"] || undefined,
  };
};
