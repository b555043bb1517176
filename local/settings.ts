import { basename, join, resolve } from "node:path";
import { type Environment, root } from "../schema/folder.ts";
import type { Project } from "../schema/read.ts";
import { service } from "../src/runtime/service.ts";
import type { Suite } from "../src/settings/suite.ts";

/** The port of each server, and the environment variable that sets it. */
export const servers = {
  cognito: { name: "Cognito", port: 9229, variable: "COGNITO_PORT" },
  lambda: { name: "Lambda", port: 3002, variable: "LAMBDA_PORT" },
  console: { name: "console and pages", port: 3000, variable: "CONSOLE_PORT" },
  dynamodb: { name: "DynamoDB", port: 8000, variable: "DYNAMODB_PORT" },
  ses: { name: "SES and inbox", port: 8005, variable: "SES_PORT" },
} as const;

export type Server = keyof typeof servers;
type Ports = Record<Server, number>;

export type StackOptions = {
  /** Deletes users, rows, mails and stream positions first. */
  fresh?: boolean;
  /** The folder for all state. Default: `.local` in the project, or `.local-<folder>` with --config. */
  state?: string;
  /** Override the ports of the environment and the defaults. */
  ports?: Partial<Ports>;
};

export type StackSettings = { fresh: boolean; state: string; ports: Ports; dynamodbEndpoint: string | undefined };

/** Printed without a stack trace: its message says what to do. */
export class StartError extends Error {
  override name = "StartError";
}

/** The functions run in this region, and so must everything that shares their data. */
export const region = "eu-west-1";
export const stage = "local";
export const tableName = `${service}-${stage}`;
export const poolId = "local_users";
export const clientId = "localwebclient";
/** The local client, and the app clients of suite.config.ts, for trying their brands and languages. */
export const listClientIds = ({ appClients }: Suite): string[] => [clientId, ...Object.keys(appClients)];
/** The configuration of all SDK clients. The emulators accept any key. */
export const awsClient = { region, credentials: { accessKeyId: "local", secretAccessKey: "local" } };

const readPort = (server: Server, environment: Environment): number => {
  const { port, variable } = servers[server];
  const given = environment[variable];
  if (given === undefined || given === "") return port;
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new StartError(`${variable}=${given} is not a port. Write a whole number from 1 to 65535.`);
  return number;
};

/** The AWS variables of `given`, such as a profile, replaced by those of the local servers. */
export const newLocalEnvironment = (
  given: Environment,
  { ports, dynamodbEndpoint }: Pick<StackSettings, "ports" | "dynamodbEndpoint">,
) => ({
  ...Object.fromEntries(Object.entries(given).filter(([name]) => !name.startsWith("AWS_"))),
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: awsClient.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: awsClient.credentials.secretAccessKey,
  AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint ?? `http://127.0.0.1:${ports.dynamodb}`,
  AWS_ENDPOINT_URL_SESV2: `http://127.0.0.1:${ports.ses}`,
  AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${ports.lambda}`,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `http://localhost:${ports.cognito}`,
});

/** Each settings folder has its own state, because its users have its clients and groups. */
const getDefaultState = (folder: string): string =>
  join(root, folder === root ? ".local" : `.local-${basename(folder)}`);

/** Options override the environment, which overrides the defaults. */
export const readSettings = (
  options: StackOptions,
  { folder, environment }: Pick<Project, "folder" | "environment">,
): StackSettings => {
  const names = Object.keys(servers) as Server[];
  const ports = Object.fromEntries(
    names.map((name) => [name, options.ports?.[name] ?? readPort(name, environment)]),
  ) as Ports;
  for (const name of names) {
    const twin = names.find((other) => other < name && ports[other] === ports[name]);
    if (twin)
      throw new StartError(
        `Port ${ports[name]} is set for both ${servers[twin].name} and ${servers[name].name}. Change ${servers[twin].variable} or ${servers[name].variable}.`,
      );
  }
  return {
    fresh: options.fresh ?? false,
    state: resolve(root, options.state || environment["LOCAL_STATE"] || getDefaultState(folder)),
    ports,
    dynamodbEndpoint: environment["DYNAMODB_ENDPOINT"] || undefined,
  };
};
