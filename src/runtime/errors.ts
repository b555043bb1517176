/** Stops a user. Cognito shows the message to them, so it must be public text. */
export class Refusal extends Error {
  override name = "Refusal" as const;
}

export class DeadlineExceeded extends Error {
  override name = "DeadlineExceeded" as const;
  constructor(milliseconds: number) {
    super(`timed out after ${milliseconds} ms`);
  }
}

/** The settings or the environment are wrong. The message lists every problem and its fix. */
export class SettingsError extends Error {
  override name = "SettingsError" as const;
}
