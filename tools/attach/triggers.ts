import type { LambdaConfigType, PreTokenGenerationLambdaVersionType } from "@aws-sdk/client-cognito-identity-provider";
import type { SuiteTrigger } from "../../src/runtime/trigger-names.ts";

/** The function of a trigger, and the version of its events if Cognito has several. */
type Hook = { arn: string; version?: string | undefined };

/**
 * A pool's triggers by name. PreTokenGeneration has two members: an old one without a version, and
 * PreTokenGenerationConfig.
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

/** Both members should name the same function. If they do not, Cognito uses the one with the version. */
export const isContradictory = ({ PreTokenGeneration, PreTokenGenerationConfig }: LambdaConfigType): boolean =>
  PreTokenGeneration !== undefined &&
  PreTokenGenerationConfig?.LambdaArn !== undefined &&
  PreTokenGeneration !== PreTokenGenerationConfig.LambdaArn;

/** With both members of PreTokenGeneration, a pool may stay at version 1, or Cognito may reject the update. */
export const withOneTokenMember = (config: LambdaConfigType): LambdaConfigType => {
  const { PreTokenGeneration: _old, ...rest } = config;
  return config.PreTokenGenerationConfig ? rest : config;
};

/** Replaces the suite's triggers. All others, and the KMS key, stay. */
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

export type TriggerChange = { trigger: string; from?: Hook; to?: Hook; changes: boolean };

const isSame = (one?: Hook, other?: Hook): boolean => one?.arn === other?.arn && one?.version === other?.version;

/** All triggers that are set before or after, sorted by name. */
export const changesBetween = (before: LambdaConfigType, after: LambdaConfigType): TriggerChange[] => {
  const [from, to] = [hooksOf(before), hooksOf(after)];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].sort().map((trigger) => ({
    trigger,
    ...(from[trigger] && { from: from[trigger] }),
    ...(to[trigger] && { to: to[trigger] }),
    changes: !isSame(from[trigger], to[trigger]),
  }));
};

const describeHook = (hook: Hook | undefined): string => {
  if (!hook) return "none";
  return `${hook.arn.replace(/^arn:[^:]+:lambda:[^:]+:\d+:function:/, "")}${hook.version ? ` (${hook.version})` : ""}`;
};

export const describeChanges = (changes: TriggerChange[]): string[] => {
  const width = Math.max(0, ...changes.map(({ trigger }) => trigger.length));
  return changes.map(({ trigger, from, to, changes: differs }) =>
    [`  ${trigger.padEnd(width)}  ${describeHook(from)}`, differs ? `→ ${describeHook(to)}` : "(unchanged)"].join(" "),
  );
};
