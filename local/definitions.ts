import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { buildResources } from "../infra/resources.ts";
import { root } from "../schema/folder.ts";
import type { Project } from "../schema/read.ts";
import { stage } from "./settings.ts";

type Properties = Record<string, unknown>;
type FunctionDefinition = { events?: readonly Record<string, unknown>[] };
type Service = { service: string; functions: Record<string, FunctionDefinition> };

/** CloudFormation's short tags (`!Ref`) are read as their plain values: nothing here looks behind them. */
const readYaml = (path: string): unknown => parse(readFileSync(join(root, path), "utf8"), { logLevel: "silent" });

const service = (): Service => readYaml("serverless.yml") as Service;

/** The name a function has once deployed, and so on the local Lambda endpoint. */
export const functionName = (name: string): string => `cognito-trigger-suite-${stage}-${name}`;

/** The properties of the one resource of this type that the template of the stage on this machine has. */
export const resourceProperties = (project: Project, type: string): Properties => {
  const { Resources } = buildResources(project.stage(stage), project.suite);
  const found = Object.values(Resources).find(({ Type }) => Type === type);
  if (!found) throw new Error(`infra/ makes no ${type}.`);
  return found.Properties;
};

/** One function's subscription to the table's stream, in serverless.yml's words. */
export type EventSourceMapping = {
  function: string;
  filterPatterns: readonly unknown[];
  batchSize: number;
  maximumRetryAttempts: number;
};

const literal = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

export const eventSourceMappings = (): EventSourceMapping[] =>
  Object.entries(service().functions).flatMap(([name, { events = [] }]) =>
    events.flatMap((event) => {
      const stream = event["stream"] as Properties | undefined;
      if (stream?.["type"] !== "dynamodb") return [];
      return {
        function: name,
        filterPatterns: (stream["filterPatterns"] as unknown[] | undefined) ?? [],
        batchSize: literal(stream["batchSize"], 10),
        maximumRetryAttempts: literal(stream["maximumRetryAttempts"], 10),
      };
    }),
  );

/** The functions that serverless.yml has run by the clock. */
export const scheduledFunctions = (): string[] =>
  Object.entries(service().functions)
    .filter(([, { events = [] }]) => events.some((event) => "schedule" in event))
    .map(([name]) => name);
