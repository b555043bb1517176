/** What DynamoDB bills: units of writing and of reading. A write in a transaction, or one to an index as well, takes two. */
export type Units = { write: number; read: number };

/** A million of a kind in a month, spread evenly, are four in the ten seconds for which the stream gathers them. */
export const countedAtOnce = 4;

/** Measured on the local DynamoDB, with settings as they come; test/e2e/costs.test.ts measures them anew. */
export const units = {
  /** Pre-signup counts the attempt. */
  attempt: { write: 1, read: 0 },
  /** Post-confirmation: the profile and the welcome that is owed, with its place in the index. */
  confirmation: { write: 5, read: 0 },
  /** A mail of the suite, from the first try to the row that says SENT. */
  mailSent: { write: 5, read: 0.5 },
  /** Post-authentication. */
  signIn: { write: 1, read: 0 },
  /** Pre-token-generation. */
  token: { write: 0, read: 0.5 },
  /** A group of `countedAtOnce` for the day's numbers. */
  countedSignUps: { write: 12, read: 2 },
  countedSignIns: { write: 32, read: 6 },
} satisfies Record<string, Units>;
