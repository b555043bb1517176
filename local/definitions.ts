import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { buildResources } from "../infra/resources.ts";
import { root } from "../schema/folder.ts";
import type { Project } from "../schema/read.ts";
import { stage } from "./settings.ts";

type Properties = Record<string, unknown>;
type FunctionDefinition = { events?: readonly Record<string, unknown>[] };
type Service = { functions: Record<string, FunctionDefinition> };

/** Reads CloudFormation's short tags (`!Ref`) as plain values, which is enough here. */
const readYaml = (path: string): unknown => parse(readFileSync(join(root, path), "utf8"), { logLevel: "silent" });

const readService = (): Service => readYaml("serverless.yml") as Service;

/** The name of a deployed function, which the local Lambda endpoint uses too. */
export const getFunctionName = (name: string): string => `cognito-trigger-suite-${stage}-${name}`;

/** The properties of the resource of this type in the template of stage local. */
export const readResourceProperties = (project: Project, type: string): Properties => {
  const { Resources } = buildResources(project.stage(stage), project.suite);
  const found = Object.values(Resources).find(({ Type }) => Type === type);
  if (!found) throw new Error(`There is no ${type} in infra/.`);
  return found.Properties;
};

/** A function's stream event in serverless.yml. */
export type EventSourceMapping = {
  function: string;
  filterPatterns: readonly unknown[];
  batchSize: number;
  maximumRetryAttempts: number;
};

const readNumber = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

export const listEventSourceMappings = (): EventSourceMapping[] =>
  Object.entries(readService().functions).flatMap(([name, { events = [] }]) =>
    events.flatMap((event) => {
      const stream = event["stream"] as Properties | undefined;
      if (stream?.["type"] !== "dynamodb") return [];
      return {
        function: name,
        filterPatterns: (stream["filterPatterns"] as unknown[] | undefined) ?? [],
        batchSize: readNumber(stream["batchSize"], 10),
        maximumRetryAttempts: readNumber(stream["maximumRetryAttempts"], 10),
      };
    }),
  );

/** The names of functions with a schedule. */
export const listScheduledFunctions = (): string[] =>
  Object.entries(readService().functions)
    .filter(([, { events = [] }]) => events.some((event) => "schedule" in event))
    .map(([name]) => name);
