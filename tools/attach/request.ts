import type { LambdaConfigType, UpdateUserPoolCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import { type PoolMembers, sharedMembers } from "./members.ts";

const asMembers = (value: unknown): Record<string, unknown> => (value ?? {}) as Record<string, unknown>;

/**
 * Cognito may describe the lifetime of a temporary password twice, and rejects an update that sends it twice: "Please
 * use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays".
 */
const withOneLifetime = (pool: PoolMembers): PoolMembers => {
  const { UnusedAccountValidityDays: days, ...admin } = asMembers(pool["AdminCreateUserConfig"]);
  if (days === undefined || days === null) return pool;
  const policies = asMembers(pool["Policies"]);
  const password = asMembers(policies["PasswordPolicy"]);
  const PasswordPolicy = {
    ...password,
    TemporaryPasswordValidityDays: password["TemporaryPasswordValidityDays"] ?? days,
  };
  return { ...pool, AdminCreateUserConfig: admin, Policies: { ...policies, PasswordPolicy } };
};

/** Without EnableStatus, DcrConfiguration would turn dynamic client registration on. If omitted, Cognito keeps it. */
const withoutAccidentalRegistration = (pool: PoolMembers): PoolMembers => {
  const { DcrConfiguration, ...rest } = pool;
  return asMembers(DcrConfiguration)["EnableStatus"] ? pool : rest;
};

/**
 * An update that changes only the triggers. UpdateUserPool resets members that it does not receive, so the request
 * repeats the whole description.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html
 */
export const newUpdateRequest = (pool: PoolMembers, lambdaConfig: LambdaConfigType): UpdateUserPoolCommandInput => {
  const sent = withoutAccidentalRegistration(withOneLifetime(pool));
  const kept = sharedMembers.filter((name) => sent[name] !== undefined && sent[name] !== null);
  return {
    ...Object.fromEntries(kept.map((name) => [name, sent[name]])),
    UserPoolId: String(pool["Id"]),
    ...(typeof pool["Name"] === "string" && { PoolName: pool["Name"] }),
    LambdaConfig: lambdaConfig,
  };
};

/** The same string for equal values: Cognito does not promise an order of lists and members. */
const toCanonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(toCanonical).sort().join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  return `{${entries
    .map(([key, item]) => `${key}: ${toCanonical(item)}`)
    .sort()
    .join(", ")}}`;
};

const listSettings = (value: unknown, path: string): Array<[string, string]> => {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return [];
  if (typeof value !== "object" || Array.isArray(value)) return [[path, toCanonical(value)]];
  return Object.entries(value).flatMap(([key, item]) => listSettings(item, path ? `${path}.${key}` : key));
};

/** Settings that differ, as `path: before → after`. Ignores the order of lists; empty and absent are equal. */
const listDifferences = (before: PoolMembers, after: PoolMembers, ignored: readonly string[]): string[] => {
  const settings = (pool: PoolMembers) =>
    new Map(listSettings(withOneLifetime(pool), "").filter(([path]) => !ignored.includes(path.split(".")[0] ?? "")));
  const [from, to] = [settings(before), settings(after)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => from.get(path) !== to.get(path))
    .map((path) => `${path}: ${from.get(path) ?? "none"} → ${to.get(path) ?? "none"}`);
};

/** These change by themselves. */
const movingMembers = ["LastModifiedDate", "EstimatedNumberOfUsers"];

/** Settings other than the triggers that an update has changed. */
export const listLostSettings = (before: PoolMembers, after: PoolMembers): string[] =>
  listDifferences(before, after, [...movingMembers, "LambdaConfig"]);

/** Settings that have changed between two readings, including the triggers. */
export const listChangesMeanwhile = (first: PoolMembers, second: PoolMembers): string[] =>
  listDifferences(first, second, movingMembers);
