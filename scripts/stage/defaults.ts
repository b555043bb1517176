/** What is not the same on every stage unless its file says so. */
export type StageDefaults = {
  /** The stack on a laptop. */
  local: boolean;
  /** Links may lead to a laptop. */
  localhost: boolean;
  logLevel: "DEBUG" | "INFO";
  logRetentionDays: number;
  /** Functions tell X-Ray what they do; it is billed by the call. */
  tracing: boolean;
  /** Neither pool nor table can be deleted. */
  protect: boolean;
  /** Pool and table stay when the stack goes. */
  retain: boolean;
  mfa: "OFF" | "OPTIONAL";
};

const production: StageDefaults = {
  local: false,
  localhost: false,
  logLevel: "INFO",
  logRetentionDays: 90,
  tracing: true,
  protect: true,
  retain: true,
  mfa: "OPTIONAL",
};

const stages: Record<string, StageDefaults> = {
  local: {
    local: true,
    localhost: true,
    logLevel: "INFO",
    logRetentionDays: 1,
    tracing: false,
    protect: false,
    retain: false,
    mfa: "OFF",
  },
  dev: {
    ...production,
    localhost: true,
    logLevel: "DEBUG",
    logRetentionDays: 7,
    tracing: false,
    protect: false,
    retain: false,
  },
  staging: { ...production, logRetentionDays: 30, protect: false },
  prod: production,
};

/** A stage's defaults; a stage of another name is as careful as prod. */
export const defaultsOf = (stage: string): StageDefaults =>
  (Object.hasOwn(stages, stage) && stages[stage]) || production;
