const production = {
  /** The stack on a laptop. */
  local: false,
  /** Links may lead to a laptop. */
  localhost: false,
  logLevel: "INFO" as "DEBUG" | "INFO",
  logRetentionDays: 90,
  /** X-Ray bills each trace. */
  tracing: true,
  /** Neither pool nor table can be deleted. */
  protect: true,
  /** Pool and table stay when the stack is deleted. */
  retain: true,
  mfa: "OPTIONAL" as "OFF" | "OPTIONAL",
};

/** What differs between stages unless their files say so. */
export type StageDefaults = typeof production;

const small = { ...production, localhost: true, tracing: false, protect: false, retain: false };

const stages: Record<string, StageDefaults> = {
  local: { ...small, local: true, logRetentionDays: 1, mfa: "OFF" },
  dev: { ...small, logLevel: "DEBUG", logRetentionDays: 7 },
  staging: { ...production, logRetentionDays: 30, protect: false },
  prod: production,
};

/** A stage's defaults; a stage of another name is as careful as prod. */
export const defaultsOf = (stage: string): StageDefaults =>
  (Object.hasOwn(stages, stage) && stages[stage]) || production;
