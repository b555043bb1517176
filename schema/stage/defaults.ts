const production = {
  /** The stack on a developer's machine. */
  local: false,
  /** Links may lead to localhost. */
  localhost: false,
  logLevel: "INFO" as "DEBUG" | "INFO",
  logRetentionDays: 90,
  /** X-Ray bills each trace. */
  tracing: true,
  /** Protects the pool and the table from deletion. */
  protect: true,
  /** Keeps the pool and the table when the stack is deleted. */
  retain: true,
  mfa: "OPTIONAL" as "OFF" | "OPTIONAL",
};

/** The values that differ between stages by default. */
export type StageDefaults = typeof production;

const small = { ...production, localhost: true, tracing: false, protect: false, retain: false };

const stages: Record<string, StageDefaults> = {
  local: { ...small, local: true, logRetentionDays: 1, mfa: "OFF" },
  dev: { ...small, logLevel: "DEBUG", logRetentionDays: 7 },
  staging: { ...production, logRetentionDays: 30, protect: false },
  prod: production,
};

/** A stage of any other name gets the defaults of prod. */
export const defaultsOf = (stage: string): StageDefaults =>
  (Object.hasOwn(stages, stage) && stages[stage]) || production;
