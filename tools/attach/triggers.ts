import type { LambdaConfigType, PreTokenGenerationLambdaVersionType } from "@aws-sdk/client-cognito-identity-provider";
import type { SuiteTrigger } from "../../infra/trigger-names.ts";

/** A trigger as it is set: a function, and the version of its events where Cognito has several. */
export type Hook = { arn: string; version?: string | undefined };

/**
 * A pool's triggers by name. Cognito has two members for PreTokenGeneration, an old one without a version and
 * PreTokenGenerationConfig; they are one trigger.
 */
export const hooksOf = (config: LambdaConfigType): Record<string, Hook> => {
  const { PreTokenGeneration, PreTokenGenerationConfig, KMSKeyID: _key, ...others } = config;
  const hooks = Object.fromEntries(
    Object.entries(others).map(([name, value]): [string, Hook] => [
      name,
      typeof value === "string" ? { arn: value } : { arn: value?.LambdaArn ?? "", version: value?.LambdaVersion },
    ]),
  );
  const arn = PreTokenGenerationConfig?.LambdaArn ?? PreTokenGeneration;
  if (arn) hooks["PreTokenGeneration"] = { arn, version: PreTokenGenerationConfig?.LambdaVersion ?? "V1_0" };
  return hooks;
};

/** Both members must name one function; where they do not, the one with the version counts. */
export const isContradictory = ({ PreTokenGeneration, PreTokenGenerationConfig }: LambdaConfigType): boolean =>
  PreTokenGeneration !== undefined &&
  PreTokenGenerationConfig?.LambdaArn !== undefined &&
  PreTokenGeneration !== PreTokenGenerationConfig.LambdaArn;

/** Never both members of PreTokenGeneration: with both a pool may stay at version 1, or the update is refused. */
export const withOneTokenMember = (config: LambdaConfigType): LambdaConfigType => {
  const { PreTokenGeneration: _old, ...rest } = config;
  return config.PreTokenGenerationConfig ? rest : config;
};

/** The pool's triggers with the suite's in their places; every other one, and its key, stays. */
export const withSuite = (
  config: LambdaConfigType,
  functions: Partial<Record<SuiteTrigger, string>>,
  tokenVersion: PreTokenGenerationLambdaVersionType,
): LambdaConfigType => {
  const { PreTokenGeneration, ...others } = functions;
  return withOneTokenMember({
    ...config,
    ...others,
    ...(PreTokenGeneration && {
      PreTokenGenerationConfig: { LambdaArn: PreTokenGeneration, LambdaVersion: tokenVersion },
    }),
  });
};

export type Change = { trigger: string; from?: Hook; to?: Hook; changes: boolean };

const same = (one?: Hook, other?: Hook): boolean => one?.arn === other?.arn && one?.version === other?.version;

/** Every trigger that is or will be set, by name. */
export const changesBetween = (before: LambdaConfigType, after: LambdaConfigType): Change[] => {
  const [from, to] = [hooksOf(before), hooksOf(after)];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].sort().map((trigger) => ({
    trigger,
    ...(from[trigger] && { from: from[trigger] }),
    ...(to[trigger] && { to: to[trigger] }),
    changes: !same(from[trigger], to[trigger]),
  }));
};

const shown = (hook: Hook | undefined): string => {
  if (!hook) return "none";
  return `${hook.arn.replace(/^arn:[^:]+:lambda:[^:]+:\d+:function:/, "")}${hook.version ? ` (${hook.version})` : ""}`;
};

/** The changes as lines for a person. */
export const changeLines = (changes: Change[]): string[] => {
  const width = Math.max(0, ...changes.map(({ trigger }) => trigger.length));
  return changes.map(({ trigger, from, to, changes: differs }) =>
    [`  ${trigger.padEnd(width)}  ${shown(from)}`, differs ? `→ ${shown(to)}` : "(stays)"].join(" "),
  );
};
