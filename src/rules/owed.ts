import { bucket, type Key, outboxKey } from "./keys.ts";
import { type OwedMail, owedMail } from "./outbox.ts";
import type { Reader } from "./reader.ts";

/** A mail owed because of a fact, once: a row at `unless` means that it was owed already. */
export type Owed = { mail: OwedMail; unless?: Key };

const minute = 60_000;

/** One welcome for ever. */
export const welcome = (sub: string, reader: Reader, now: number): Owed => ({
  mail: owedMail(sub, "welcome", reader, now),
});

/**
 * One notice per change. The event carries no id, so a repeat is told by time: Cognito repeats within 15 s, which can
 * reach into the next minute, so the minute before is looked at too.
 */
export const passwordChanged = (sub: string, reader: Reader, now: number): Owed => ({
  mail: owedMail(sub, "password-changed", reader, now, {
    id: bucket(now, minute),
    details: { at: new Date(now).toISOString() },
  }),
  unless: outboxKey(sub, "password-changed", bucket(now - minute, minute)),
});

/** One notice per sign-in row from a device that was not seen before. */
export const newSignIn = (sub: string, reader: Reader, now: number, signInId: string): Owed => ({
  mail: owedMail(sub, "new-sign-in", reader, now, { id: signInId, details: { at: new Date(now).toISOString() } }),
});
