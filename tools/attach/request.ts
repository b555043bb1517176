import type { LambdaConfigType, UpdateUserPoolCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import { type Pool, sharedMembers } from "./members.ts";

const members = (value: unknown): Record<string, unknown> => (value ?? {}) as Record<string, unknown>;

/**
 * Cognito may describe a temporary password's life twice and refuses an update that says it twice: "Please use
 * TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays".
 */
const withOneLifetime = (pool: Pool): Pool => {
  const { UnusedAccountValidityDays: days, ...admin } = members(pool["AdminCreateUserConfig"]);
  if (days === undefined || days === null) return pool;
  const policies = members(pool["Policies"]);
  const password = members(policies["PasswordPolicy"]);
  const PasswordPolicy = {
    ...password,
    TemporaryPasswordValidityDays: password["TemporaryPasswordValidityDays"] ?? days,
  };
  return { ...pool, AdminCreateUserConfig: admin, Policies: { ...policies, PasswordPolicy } };
};

/** Left out, Cognito keeps it; sent without EnableStatus, Cognito turns dynamic client registration on. */
const withoutAccidentalRegistration = (pool: Pool): Pool => {
  const { DcrConfiguration, ...rest } = pool;
  return members(DcrConfiguration)["EnableStatus"] ? pool : rest;
};

/**
 * An update that changes the triggers and keeps the rest: UpdateUserPool resets what it is not given, so everything that
 * was described goes back. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html
 */
export const updateRequest = (pool: Pool, lambdaConfig: LambdaConfigType): UpdateUserPoolCommandInput => {
  const sent = withoutAccidentalRegistration(withOneLifetime(pool));
  const kept = sharedMembers.filter((name) => sent[name] !== undefined && sent[name] !== null);
  return {
    ...Object.fromEntries(kept.map((name) => [name, sent[name]])),
    UserPoolId: String(pool["Id"]),
    ...(typeof pool["Name"] === "string" && { PoolName: pool["Name"] }),
    LambdaConfig: lambdaConfig,
  };
};

/** One text for values that mean the same: Cognito gives lists and members in no promised order. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  return `{${entries
    .map(([key, item]) => `${key}: ${canonical(item)}`)
    .sort()
    .join(", ")}}`;
};

const settingsIn = (value: unknown, path: string): Array<[string, string]> => {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return [];
  if (typeof value !== "object" || Array.isArray(value)) return [[path, canonical(value)]];
  return Object.entries(value).flatMap(([key, item]) => settingsIn(item, path ? `${path}.${key}` : key));
};

/** Every setting that differs, as `path: before → after`. The order of a list, and what is empty or absent, make no difference. */
const differ = (before: Pool, after: Pool, ignored: readonly string[]): string[] => {
  const settings = (pool: Pool) =>
    new Map(settingsIn(withOneLifetime(pool), "").filter(([path]) => !ignored.includes(path.split(".")[0] ?? "")));
  const [from, to] = [settings(before), settings(after)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => from.get(path) !== to.get(path))
    .map((path) => `${path}: ${from.get(path) ?? "none"} → ${to.get(path) ?? "none"}`);
};

/** They change by themselves. */
const movingMembers = ["LastModifiedDate", "EstimatedNumberOfUsers"];

/** What an update of the triggers has changed that it should not have. */
export const lostSettings = (before: Pool, after: Pool): string[] =>
  differ(before, after, [...movingMembers, "LambdaConfig"]);

/** What somebody else has changed between two readings, the triggers included. */
export const changedMeanwhile = (first: Pool, second: Pool): string[] => differ(first, second, movingMembers);
