/** The person may not go on, and its message is what Cognito shows them: thrown with public text only. */
export class Refusal extends Error {
  override name = "Refusal" as const;
}

/** A trigger's work took longer than its own deadline, which is shorter than Cognito's 5 s. */
export class DeadlineExceeded extends Error {
  override name = "DeadlineExceeded" as const;
  constructor(milliseconds: number) {
    super(`not done within ${milliseconds} ms`);
  }
}

/** Something in the settings or the environment is wrong; the message names all of it and what to do. */
export class SettingsError extends Error {
  override name = "SettingsError" as const;
}
